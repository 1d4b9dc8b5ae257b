package io.jianhu.recognise;

import io.jianhu.recognise.NameContext.Left;

/** The name of a person in Latin letters: two or three words with capitals, behind a label and a mark. */
final class LatinName implements Recogniser {

    private static final Labels SAID = Labels.of("my name", "my full name", "his name", "her name", "child's name");
    private static final int LEAST_WORDS = 2;
    private static final int MOST_WORDS = 3;
    private static final int LONGEST_WORD = 16;

    @Override
    public Kind kind() {
        return PersonName.KIND;
    }

    @Override
    public String firsts() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    }

    /** Two letters in each word. */
    @Override
    public int least() {
        return 2 * LEAST_WORDS;
    }

    @Override
    public String canonical(String signs) {
        return PersonName.plain(signs);
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int words = 0;
        int end = from;
        int at = from;
        while (words < MOST_WORDS) {
            int next = word(stretch, at);
            if (next < 0) {
                break;
            }
            words++;
            end = next;
            if (stretch.sign(end) != ' ') {
                break;
            }
            at = end + 1;
        }
        boolean is = words >= LEAST_WORDS && !Stretch.isDigit(stretch.sign(end)) && isLabelled(stretch, from);
        return is ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }

    /** Behind a quotation mark stands a name of anything. */
    private static boolean isLabelled(Stretch stretch, int from) {
        return stretch.sign(from - 1) != '"'
                && (NameContext.left(stretch, from).atLeast(Left.ASSIGNED) || SAID.before(stretch, from));
    }

    /** The sign after a word that begins with a capital and goes on with small letters, or -1. */
    private static int word(Stretch stretch, int from) {
        char first = stretch.sign(from);
        int at = from + 1;
        if (first < 'A' || first > 'Z') {
            return -1;
        }
        while (at - from < LONGEST_WORD && isSmall(stretch.sign(at))) {
            at++;
        }
        return at - from > 1 && !Stretch.isLetter(stretch.sign(at)) ? at : -1;
    }

    private static boolean isSmall(char sign) {
        return sign >= 'a' && sign <= 'z';
    }
}
