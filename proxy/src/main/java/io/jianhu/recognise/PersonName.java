package io.jianhu.recognise;

import io.jianhu.recognise.NameContext.Left;
import java.util.Locale;

/**
 * The name of a person in Chinese: a surname and one or two signs that given names are made of. As words of the language
 * look the same, a name counts only with evidence beside it: a label, a form of address, a number or a possession of a
 * person, or another name that has evidence. Holders of public positions are public.
 */
final class PersonName implements Recogniser {

    static final Kind KIND = new Kind("name", "姓名", Kind.Sensitivity.ORDINARY);

    private static final NameSigns SIGNS = NameSigns.get();
    private static final Words WORDS = SIGNS.words("word");
    private static final Words EITHER = SIGNS.words("either");
    private static final Words THINGS = SIGNS.words("thing");
    private static final String VERBS = SIGNS.signs("surname-verb");
    private static final String FOLLOWERS = SIGNS.signs("follow");
    private static final String NUMERALS = "一二三四五六七八九";
    static final String JOINING = "和与及、跟";
    static final String ACTING = "将把向与和在已于是为说从因给";
    private static final int MOST_JOINED = 3;
    private static final NameGlance GLANCE = new NameGlance();

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return SIGNS.all(NameSigns.SURNAME | NameSigns.SURNAME_WORD | NameSigns.COMPOUND_FIRST);
    }

    @Override
    public String seconds() {
        return SIGNS.all(NameSigns.GIVEN | NameSigns.GIVEN_WORD | NameSigns.COMPOUND_SECOND) + ' ';
    }

    @Override
    public String befores() {
        return GLANCE.befores();
    }

    @Override
    public boolean glances() {
        return true;
    }

    @Override
    public boolean mayBegin(Characters text, int single, int from) {
        return GLANCE.mayBegin(text, single, from);
    }

    @Override
    public String canonical(String signs) {
        return plain(signs);
    }

    /** A name without the freedom of writing. */
    static String plain(String signs) {
        return signs.replace(" ", "").replaceAll("[•・‧]", "·").toLowerCase(Locale.ROOT);
    }

    @Override
    public Match match(Stretch stretch, int from) {
        char first = stretch.sign(from);
        char second = stretch.sign(from + 1);
        if (SIGNS.is(first, NameSigns.COMPOUND_FIRST)
                && SIGNS.is(second, NameSigns.COMPOUND_SECOND)
                && SIGNS.compounds().begins(stretch, from)) {
            Match match = match(stretch, from, 2);
            if (match.found()) {
                return match;
            }
        }
        if (!SIGNS.is(first, NameSigns.SURNAME | NameSigns.SURNAME_WORD)) {
            return Match.NONE;
        }
        boolean may = isGiven(second) || second == ' ';
        Match match = may ? match(stretch, from, 1) : Match.NONE;
        return match.found() ? match : unusual(stretch, from);
    }

    private static Match match(Stretch stretch, int from, int surname) {
        int given = from + surname;
        if (stretch.sign(given) == ' ') {
            return spaced(stretch, from, given);
        }
        if (!isGiven(stretch.sign(given))) {
            return Match.NONE;
        }
        Left left = NameContext.left(stretch, from);
        boolean rare = surname == 1 && !SIGNS.is(stretch.sign(from), NameSigns.SURNAME);
        if ((rare && !left.atLeast(Left.ASSIGNED))
                || NameContext.isTitle(stretch, given)
                || NameContext.isPosition(stretch, given)) {
            return Match.NONE;
        }
        boolean word = WORDS.begins(stretch, from);
        boolean doubtful = word || rare || EITHER.begins(stretch, from);
        if (left == Left.NAMED || (left == Left.ASSIGNED && !word)) {
            int end = named(stretch, given, doubtful);
            return end >= 0 ? new Match(end, Evidence.LABELLED) : Match.NONE;
        }
        if (word || NameContext.isPositionBefore(stretch, from)) {
            return Match.NONE;
        }
        int end = known(stretch, from, given, left);
        if (end < 0 && !doubtful) {
            end = labelled(stretch, from, given, left);
        }
        return end >= 0 && !NameContext.isPosition(stretch, end) ? new Match(end, Evidence.NEIGHBOURS) : Match.NONE;
    }

    /** A given name of any signs: only right behind words that a name follows, and where nothing goes on behind it. */
    private static Match unusual(Stretch stretch, int from) {
        if (!SIGNS.is(stretch.sign(from), NameSigns.SURNAME)
                || !Stretch.isChinese(stretch.sign(from + 1))
                || !NameContext.left(stretch, from).atLeast(Left.ASSIGNED)
                || WORDS.begins(stretch, from)
                || WORDS.begins(stretch, from + 1)
                || EITHER.begins(stretch, from)
                || NameContext.isPosition(stretch, from + 1)
                || NameContext.isTitle(stretch, from + 1)) {
            return Match.NONE;
        }
        int end = from + 3;
        boolean three = Stretch.isChinese(stretch.sign(end - 1)) && !Stretch.isChinese(stretch.sign(end));
        return three && !THINGS.begins(stretch, end - 1) ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** A name with a space behind the surname: only behind a label, and nothing Chinese may go on. */
    private static Match spaced(Stretch stretch, int from, int gap) {
        if (!NameContext.left(stretch, from).atLeast(Left.ASSIGNED)) {
            return Match.NONE;
        }
        int at = gap;
        while (at - gap < 2 && stretch.sign(at) == ' ') {
            at++;
        }
        int end = at;
        while (end - at < 2 && isGiven(stretch.sign(end))) {
            end++;
        }
        return end > at && !Stretch.isChinese(stretch.sign(end)) ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** The end of a name behind a label with a mark, or -1. */
    private static int named(Stretch stretch, int given, boolean doubtful) {
        boolean two = isGiven(stretch.sign(given + 1));
        if (two && isBounded(stretch, given + 2)) {
            return given + 2;
        }
        if (isBounded(stretch, given + 1)) {
            return given + 1;
        }
        return doubtful ? -1 : loose(stretch, given);
    }

    /** The end of a name behind a weaker label, or -1. */
    private static int labelled(Stretch stretch, int from, int given, Left left) {
        if (!left.atLeast(Left.TOLD)) {
            return -1;
        }
        if (isTwo(stretch, given) && isBounded(stretch, given + 2)) {
            return given + 2;
        }
        if (isOne(stretch, given) && isBounded(stretch, given + 1)) {
            return given + 1;
        }
        boolean clear = left == Left.LABELLED && VERBS.indexOf(stretch.sign(from)) < 0;
        return clear ? loose(stretch, given) : -1;
    }

    /** The end of a name that other words follow, or -1. */
    private static int loose(Stretch stretch, int given) {
        if (THINGS.begins(stretch, given + 1) || THINGS.begins(stretch, given + 2)) {
            return -1;
        }
        if (isTwo(stretch, given) && !WORDS.begins(stretch, given + 1)) {
            return given + 2;
        }
        return isOne(stretch, given) ? given + 1 : -1;
    }

    /** The end of a name that what follows tells to be one, or -1. */
    private static int known(Stretch stretch, int from, int given, Left left) {
        if (NameContext.isPlainTitle(stretch, given + 2)
                && isOne(stretch, given)
                && FOLLOWERS.indexOf(stretch.sign(given + 1)) < 0) {
            return given + 2;
        }
        if (isTwo(stretch, given) && isKnown(stretch, from, given + 2, left)) {
            return given + 2;
        }
        return isOne(stretch, given) && isKnown(stretch, from, given + 1, left) ? given + 1 : -1;
    }

    private static boolean isKnown(Stretch stretch, int from, int end, Left left) {
        if (NameContext.isTitle(stretch, end) && !THINGS.begins(stretch, end - 2)) {
            return true;
        }
        if (left == Left.OPEN) {
            return false;
        }
        return NameContext.isPersonal(stretch, end)
                || isJoinedBefore(stretch, from, 1)
                || isJoinedBehind(stretch, end)
                || (ACTING.indexOf(stretch.sign(end)) >= 0 && NameContext.isNumberInSentence(stretch, end));
    }

    /** Whether a name with evidence of its own stands behind 和 or the like. */
    private static boolean isJoinedBehind(Stretch stretch, int end) {
        int given = end + 2;
        if (JOINING.indexOf(stretch.sign(end)) < 0
                || !SIGNS.is(stretch.sign(end + 1), NameSigns.SURNAME)
                || !isGiven(stretch.sign(given))
                || WORDS.begins(stretch, end + 1)) {
            return false;
        }
        return (isTwo(stretch, given) && isToldBehind(stretch, given + 2))
                || (isOne(stretch, given) && isToldBehind(stretch, given + 1));
    }

    private static boolean isToldBehind(Stretch stretch, int end) {
        return NameContext.isTitle(stretch, end) || NameContext.isPersonal(stretch, end);
    }

    /** Whether a name behind a label stands before 和 or the like. */
    private static boolean isJoinedBefore(Stretch stretch, int from, int joined) {
        if (JOINING.indexOf(stretch.sign(from - 1)) < 0) {
            return false;
        }
        for (int given = from - 2; given >= from - 3; given--) {
            int start = given - 1;
            if (SIGNS.is(stretch.sign(start), NameSigns.SURNAME)
                    && (given == from - 2 ? isOne(stretch, given) : isTwo(stretch, given))
                    && (NameContext.left(stretch, start).atLeast(Left.LABELLED)
                            || (joined < MOST_JOINED && isJoinedBefore(stretch, start, joined + 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether two signs are a given name. */
    private static boolean isTwo(Stretch stretch, int given) {
        char first = stretch.sign(given);
        if (!isGiven(first)) {
            return false;
        }
        char second = stretch.sign(given + 1);
        return isGiven(second) && (SIGNS.is(first, NameSigns.GIVEN) || SIGNS.is(second, NameSigns.GIVEN));
    }

    /** Whether a sign is a given name. */
    private static boolean isOne(Stretch stretch, int given) {
        char only = stretch.sign(given);
        return SIGNS.is(only, NameSigns.GIVEN) || NUMERALS.indexOf(only) >= 0;
    }

    private static boolean isGiven(char sign) {
        return SIGNS.is(sign, NameSigns.GIVEN | NameSigns.GIVEN_WORD);
    }

    /** Whether a name may end before a sign. */
    private static boolean isBounded(Stretch stretch, int end) {
        char sign = stretch.sign(end);
        return !Stretch.isChinese(sign)
                || FOLLOWERS.indexOf(sign) >= 0
                || NameContext.isTitle(stretch, end)
                || NameContext.isPersonal(stretch, end);
    }
}
