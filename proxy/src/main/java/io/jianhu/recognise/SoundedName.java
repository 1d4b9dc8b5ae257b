package io.jianhu.recognise;

import io.jianhu.recognise.NameContext.Left;

/**
 * The name of a person of another people, written by its sound: parts with · between them, such as 阿依古丽·买买提, or one
 * part that such names are known to hold, behind a label.
 */
final class SoundedName implements Recogniser {

    private static final NameSigns SIGNS = NameSigns.get();
    private static final Words PARTS = SIGNS.words("part");
    private static final String DOTS = "·•・‧";
    private static final int LONGEST_PART = 8;
    private static final int SHORTEST_WITHOUT_DOT = 3;

    @Override
    public Kind kind() {
        return PersonName.KIND;
    }

    @Override
    public String firsts() {
        return SIGNS.all(NameSigns.SOUND);
    }

    @Override
    public String seconds() {
        return SIGNS.all(NameSigns.SOUND) + DOTS;
    }

    @Override
    public String canonical(String signs) {
        return PersonName.plain(signs);
    }

    @Override
    public boolean glances() {
        return true;
    }

    /** Two signs of such names must stand together. */
    @Override
    public boolean mayBegin(Characters text, int single, int from) {
        for (int at = from + 1; at < text.length() && at <= from + 2; at++) {
            char sign = Decoding.fold(text.charAt(at));
            if (NameGlance.isUnclear(sign) || DOTS.indexOf(sign) >= 0) {
                return true;
            }
            if (!SIGNS.is(sign, NameSigns.SOUND)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = part(stretch, from);
        boolean known = isKnown(stretch, from, end);
        boolean dotted = false;
        while (end > from && DOTS.indexOf(stretch.sign(end)) >= 0) {
            int next = part(stretch, end + 1);
            if (next == end + 1) {
                return Match.NONE;
            }
            known |= isKnown(stretch, end + 1, next);
            dotted = true;
            end = next;
        }
        if (!dotted && (!known || end - from < SHORTEST_WITHOUT_DOT)) {
            return Match.NONE;
        }
        Left left = NameContext.left(stretch, from);
        if (left.atLeast(Left.LABELLED)) {
            return new Match(end, Evidence.LABELLED);
        }
        boolean told =
                known || left == Left.TOLD || NameContext.isTitle(stretch, end) || NameContext.isPersonal(stretch, end);
        boolean begins = left != Left.OPEN || !SIGNS.is(stretch.sign(from - 1), NameSigns.SOUND);
        return dotted && told && begins && !NameContext.isPosition(stretch, end)
                ? new Match(end, Evidence.NEIGHBOURS)
                : Match.NONE;
    }

    /** The sign after the part of a name that begins here; where none begins, here. */
    private static int part(Stretch stretch, int from) {
        int end = from;
        while (end - from < LONGEST_PART
                && SIGNS.is(stretch.sign(end), NameSigns.SOUND)
                && !isOver(stretch, from, end)) {
            end++;
        }
        return end;
    }

    /** Whether what a person has or does begins here rather than more of the name. */
    private static boolean isOver(Stretch stretch, int from, int at) {
        return at - from > 1 && (NameContext.isTitle(stretch, at) || NameContext.isPersonal(stretch, at));
    }

    private static boolean isKnown(Stretch stretch, int from, int to) {
        for (int at = from; at < to; at++) {
            if (PARTS.begins(stretch, at)) {
                return true;
            }
        }
        return false;
    }
}
