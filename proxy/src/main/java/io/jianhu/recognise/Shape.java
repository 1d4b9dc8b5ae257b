package io.jianhu.recognise;

import java.util.List;

/**
 * Ways to write a code, sign by sign: {@code 9} is any digit, {@code A} any letter, {@code ?} either; every other sign is
 * itself, letters in either case. Between letters and digits one space, dash or dot may stand, and one space behind each
 * four digits and behind the first of two letters.
 */
final class Shape {

    private static final String GAPS = " -·.";
    private static final int GROUP = 4;

    private final List<String> ways;

    private Shape(List<String> ways) {
        this.ways = ways;
    }

    static Shape of(String... ways) {
        return new Shape(List.of(ways));
    }

    /** The signs that the ways begin with. */
    String firsts() {
        StringBuilder firsts = new StringBuilder();
        for (String way : ways) {
            char first = way.charAt(0);
            switch (first) {
                case '9' -> firsts.append(Recogniser.DIGITS);
                case 'A' -> firsts.append(Recogniser.LETTERS);
                case '?' -> firsts.append(Recogniser.DIGITS).append(Recogniser.LETTERS);
                default -> firsts.append(first).append(Character.toLowerCase(first));
            }
        }
        return firsts.toString();
    }

    int least() {
        return ways.stream().mapToInt(String::length).min().orElse(0);
    }

    /** The sign after the longest code that begins here and with which the word ends, or -1. */
    int match(Stretch stretch, int from) {
        int longest = -1;
        if (stretch.isWord(from - 1) && stretch.isWord(from)) {
            return longest;
        }
        for (String way : ways) {
            longest = Math.max(longest, match(stretch, from, way));
        }
        return longest;
    }

    private static int match(Stretch stretch, int from, String way) {
        int at = from;
        int run = 0;
        for (int i = 0; i < way.length(); i++) {
            boolean border = i > 0 && isDigit(way.charAt(i)) != isDigit(way.charAt(i - 1));
            run = border ? 0 : run;
            boolean grouped =
                    run > 0 && stretch.sign(at) == ' ' && (isDigit(way.charAt(i)) ? run % GROUP == 0 : run == 1);
            if ((border && GAPS.indexOf(stretch.sign(at)) >= 0) || grouped) {
                at++;
            }
            if (!fits(way.charAt(i), stretch.sign(at))) {
                return -1;
            }
            at++;
            run++;
        }
        return stretch.isWord(at) && stretch.isWord(at - 1) ? -1 : at;
    }

    private static boolean isDigit(char sign) {
        return sign == '9' || Stretch.isDigit(sign);
    }

    private static boolean fits(char wanted, char sign) {
        return switch (wanted) {
            case '9' -> Stretch.isDigit(sign);
            case 'A' -> Stretch.isLetter(sign);
            case '?' -> Stretch.isDigit(sign) || Stretch.isLetter(sign);
            default -> Character.toUpperCase(sign) == wanted;
        };
    }
}
