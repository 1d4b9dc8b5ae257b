package io.jianhu.recognise;

/** What stands before and behind a name and tells that it is one. */
final class NameContext {

    /** What stands before a name; the later, the more it says. */
    enum Left {
        /** The middle of a sentence. */
        OPEN,
        /** The beginning of a text, of a clause, or a word that often stands before a name. */
        FREE,
        /** A word such as 请联系, or a long number. */
        TOLD,
        /** A label without a mark, such as 用户. */
        LABELLED,
        /** A label with a mark, such as 联系人：. */
        ASSIGNED,
        /** Words that only a name follows, such as 我叫 and 姓名：. */
        NAMED;

        boolean atLeast(Left other) {
            return compareTo(other) >= 0;
        }
    }

    private static final NameSigns SIGNS = NameSigns.get();
    private static final Words LABELS = SIGNS.words("label");
    private static final Words NAMING = SIGNS.words("naming");
    private static final Words BEFORE = SIGNS.words("before");
    private static final Words TITLES = SIGNS.words("title");
    private static final Words POSSESSIONS = SIGNS.words("possession");
    private static final Words DOINGS = SIGNS.words("doing");
    private static final Words POSITIONS = SIGNS.words("position");

    static final String FILLERS = " :=-\"'“”‘’「」『』()[]{}【】<>|*`#/\n";
    private static final String ASSIGNING = ":=|\n";
    static final String LINKS = "是为叫";
    static final String BEFORE_NAMES = "的和与及由找给向对被请让跟有、";
    static final String SEPARATORS = " ,:()[]|/-;\"'“”、\n*`{}";
    private static final String SENTENCE_ENDS = "。!?\n;";
    private static final int MOST_FILLERS = 6;
    private static final int MOST_SEPARATORS = 4;
    private static final int LONG_NUMBER = 11;
    private static final int SAME_SENTENCE = 32;

    private NameContext() {}

    /** What stands before a sign. Reads back over at most 18 signs. */
    static Left left(Stretch stretch, int from) {
        int at = from;
        boolean assigned = false;
        while (from - at < MOST_FILLERS && FILLERS.indexOf(stretch.sign(at - 1)) >= 0) {
            assigned |= ASSIGNING.indexOf(stretch.sign(at - 1)) >= 0;
            at--;
        }
        if (NAMING.ends(stretch, at)) {
            return Left.NAMED;
        }
        if (at == from && LINKS.indexOf(stretch.sign(at - 1)) >= 0 && isLabel(stretch, at - 1)) {
            return Left.ASSIGNED;
        }
        if (isLabel(stretch, at)) {
            return assigned ? Left.ASSIGNED : Left.LABELLED;
        }
        if ((at == from && BEFORE.ends(stretch, at)) || isNumber(stretch, at)) {
            return Left.TOLD;
        }
        char before = stretch.sign(from - 1);
        boolean middle = Stretch.isChinese(before) ? BEFORE_NAMES.indexOf(before) < 0 : Stretch.isWord(before);
        return middle ? Left.OPEN : Left.FREE;
    }

    private static boolean isLabel(Stretch stretch, int to) {
        int from = LABELS.before(stretch, to);
        return from != Words.NONE && !(Stretch.isWord(stretch.sign(to - 1)) && Stretch.isWord(stretch.sign(from - 1)));
    }

    /** Whether a long number ends here. */
    private static boolean isNumber(Stretch stretch, int to) {
        int digits = 0;
        while (digits < LONG_NUMBER && stretch.isDigit(to - 1 - digits)) {
            digits++;
        }
        return digits == LONG_NUMBER;
    }

    /** Whether a form of address begins here. */
    static boolean isTitle(Stretch stretch, int from) {
        return TITLES.begins(stretch, from);
    }

    /** Whether a form of address begins here that only persons bear. */
    static boolean isPlainTitle(Stretch stretch, int from) {
        return stretch.has(from, "先生") || stretch.has(from, "女士");
    }

    /** Whether what stands here is what a person has or does: 的手机号, 住在, （138… */
    static boolean isPersonal(Stretch stretch, int from) {
        char sign = stretch.sign(from);
        if (sign == '的') {
            return POSSESSIONS.begins(stretch, from + 1);
        }
        if (Stretch.isChinese(sign)) {
            return DOINGS.begins(stretch, from) || POSSESSIONS.begins(stretch, from);
        }
        int at = from;
        while (at - from < MOST_SEPARATORS && SEPARATORS.indexOf(stretch.sign(at)) >= 0) {
            at++;
        }
        return isNumberAhead(stretch, at)
                || (at > from && isYear(stretch, at))
                || (at > from && (isSex(stretch, at) || DOINGS.begins(stretch, at) || POSSESSIONS.begins(stretch, at)));
    }

    /** Whether a year begins here, as it does in the story of a life: 张三，1970年生. */
    private static boolean isYear(Stretch stretch, int at) {
        return (stretch.has(at, "19") || stretch.has(at, "20"))
                && stretch.isDigit(at + 2)
                && stretch.isDigit(at + 3)
                && stretch.sign(at + 4) == '年';
    }

    private static boolean isSex(Stretch stretch, int at) {
        char sign = stretch.sign(at);
        return (sign == '男' || sign == '女') && !Stretch.isChinese(stretch.sign(at + 1));
    }

    private static boolean isNumberAhead(Stretch stretch, int from) {
        int digits = 0;
        for (int at = from; digits < LONG_NUMBER; at++) {
            char sign = stretch.sign(at);
            if (Stretch.isDigit(sign)) {
                digits++;
            } else if (digits == 0 || (sign != ' ' && sign != '-') || !Stretch.isDigit(stretch.sign(at - 1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the sentence that goes on here soon holds a long number. */
    static boolean isNumberInSentence(Stretch stretch, int from) {
        for (int at = from; at - from < SAME_SENTENCE; at++) {
            char sign = stretch.sign(at);
            if (sign == Stretch.EDGE || SENTENCE_ENDS.indexOf(sign) >= 0) {
                return false;
            }
            if (Stretch.isDigit(sign)) {
                return isNumberAhead(stretch, at);
            }
        }
        return false;
    }

    /** Whether a public position ends right before a sign. */
    static boolean isPositionBefore(Stretch stretch, int to) {
        return POSITIONS.ends(stretch, to);
    }

    /** Whether a public position begins here. */
    static boolean isPosition(Stretch stretch, int from) {
        return POSITIONS.begins(stretch, from);
    }
}
