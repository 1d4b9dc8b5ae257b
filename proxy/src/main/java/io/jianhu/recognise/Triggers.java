package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which recognisers are to be asked where, by the sign that stands there. */
final class Triggers {

    /** So many letters, digits and marks may be anything. */
    static final int ENOUGH = 8;

    /** So many characters are looked at in one go: far more than a glance looks back, and few enough to do so again. */
    private static final int BLOCK = 64;

    private static final byte PASS = 0;
    private static final byte GLANCE = 1;
    private static final byte LOOK = 2;

    /** By character as it comes: whether to pass it, to glance at it, or to look closer at it. */
    private final byte[] care = new byte[1 << 16];

    /** By sign: the place in {@link #groups}. */
    private final byte[] group = new byte[1 << 16];

    private final List<List<Ranked>> groups = new ArrayList<>();
    private final List<Glance> glances = new ArrayList<>();

    /**
     * A recogniser and its place among all.
     *
     * @param rank 0 is the strongest
     * @param least {@link Recogniser#least()}, as far as it is looked at
     * @param seconds the characters of which one stands second in its values
     */
    record Ranked(Recogniser recogniser, int rank, int least, BitSet seconds) {

        Ranked(Recogniser recogniser, int rank) {
            this(recogniser, rank, Math.min(ENOUGH, recogniser.least()), characters(recogniser.seconds()));
        }

        /** Whether every value of it can be ruled out before its characters are read as signs. */
        private boolean glances() {
            return recogniser.glances() || !recogniser.seconds().isEmpty();
        }

        private boolean mayBegin(CharSequence text, int single, int at) {
            return recogniser.glance().isEmpty()
                    && (at + 1 == text.length() || seconds.get(text.charAt(at + 1)))
                    && recogniser.mayBegin(text, single, at);
        }
    }

    /** @param recognisers the strongest first */
    Triggers(List<Recogniser> recognisers) {
        groups.add(List.of());
        Map<Character, List<Ranked>> bySign = new HashMap<>();
        for (int rank = 0; rank < recognisers.size(); rank++) {
            Ranked ranked = new Ranked(recognisers.get(rank), rank);
            ranked.recogniser().glance().ifPresent(glances::add);
            ranked.recogniser()
                    .firsts()
                    .chars()
                    .distinct()
                    .forEach(sign -> bySign.computeIfAbsent((char) sign, none -> new ArrayList<>())
                            .add(ranked));
        }
        bySign.forEach((sign, asked) -> group[sign] = place(asked));
        byte[] byGroup = new byte[groups.size()];
        for (int i = 0; i < byGroup.length; i++) {
            byGroup[i] = care(groups.get(i));
        }
        for (int character = 0; character < care.length; character++) {
            boolean special = isSpecial((char) character);
            care[character] = special ? LOOK : byGroup[group[Decoding.fold((char) character)]];
        }
    }

    /** Who is to be asked at a sign, the strongest first. */
    List<Ranked> at(char sign) {
        return groups.get(group[sign]);
    }

    /** The first character at or after an index that needs a closer look, or the length of the text. */
    int next(CharSequence text, int from) {
        int at = from;
        while (true) {
            int limit = Math.min(text.length(), at + BLOCK);
            int to = at;
            while (to < limit && isPassed(text, from, to)) {
                to++;
            }
            int next = to;
            for (Glance glance : glances) {
                next = glance.next(text, at, next);
            }
            boolean begun = next > limit - BLOCK / 2; // seen, or only not yet ruled out at the end of the block
            if (to < limit || limit == text.length() || !begun || next == at) {
                return next;
            }
            at = next;
        }
    }

    private boolean isPassed(CharSequence text, int single, int at) {
        byte needs = care[text.charAt(at)];
        return needs == PASS || (needs == GLANCE && !mayBegin(text, single, at));
    }

    private boolean mayBegin(CharSequence text, int single, int at) {
        List<Ranked> asked = at(Decoding.fold(text.charAt(at)));
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).mayBegin(text, single, at)) {
                return true;
            }
        }
        return false;
    }

    private static byte care(List<Ranked> asked) {
        List<Ranked> own = asked.stream()
                .filter(one -> one.recogniser().glance().isEmpty())
                .toList();
        if (own.isEmpty()) {
            return PASS;
        }
        return own.stream().allMatch(Ranked::glances) ? GLANCE : LOOK;
    }

    /** Whether a character is not one sign of its own. */
    private static boolean isSpecial(char character) {
        return Decoding.opens(character) || Decoding.fold(character) == Decoding.INVISIBLE;
    }

    /** The characters that are one of the signs or may become one; all of them for none. */
    private static BitSet characters(String signs) {
        BitSet characters = new BitSet();
        if (signs.isEmpty()) {
            characters.set(0, Character.MAX_VALUE + 1);
            return characters;
        }
        BitSet meant = new BitSet();
        signs.chars().forEach(meant::set);
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            characters.set(character, isSpecial((char) character) || meant.get(Decoding.fold((char) character)));
        }
        return characters;
    }

    private byte place(List<Ranked> asked) {
        int known = groups.indexOf(asked);
        if (known >= 0) {
            return (byte) known;
        }
        if (groups.size() > Byte.MAX_VALUE) {
            throw new IllegalStateException("recognisers: more than " + Byte.MAX_VALUE + " different beginnings");
        }
        groups.add(asked);
        return (byte) (groups.size() - 1);
    }
}
