package io.jianhu.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells strings that name something from those in which somebody's number or address could stand. A digit counts with the
 * next one although a sign stands between them, since people group numbers.
 */
final class Names {

    private static final int LONGEST = 256;

    /** The digits of the shortest personal number, a mobile's. */
    static final int LEAST_DIGITS = 11;

    private static final int LONGEST_KEY = 40;
    private static final int MOST_DIGITS_OF_KEY = 3;
    private static final int MOST_DIGITS_OF_WORD = 4;

    /** So many digits with so few other signs are a number that has a letter or two, as a passport's has. */
    private static final int DIGITS_OF_NUMBER = 6;

    private static final int OTHERS_OF_NUMBER = 3;

    /** Digits may stand in a row between the hyphens of a UUID as often as chance wants. */
    private static final int LEAST_DIGITS_OF_UUID = 15;

    private static final String SEPARATORS = "-_.:/";

    /** RFC 9562. */
    private static final Pattern UUID = Pattern.compile(
            "(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])");

    /** RFC 3339. */
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]"
                    + "(?:\\.[0-9]{1,9})?(?:Z|[+-][0-2][0-9]:[0-5][0-9])?");

    private Names() {}

    /** Whether the text is printable ASCII without spaces, and not long. */
    static boolean isName(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether a key is an identifier with hardly a digit, in which nothing can hide. */
    static boolean isKey(String key) {
        if (key.length() > LONGEST_KEY) {
            return false;
        }
        int digits = 0;
        for (int at = 0; at < key.length(); at++) {
            char sign = key.charAt(at);
            digits += isDigit(sign) ? 1 : 0;
            if (!isDigit(sign) && !isLetter(sign) && "_-.$/".indexOf(sign) < 0) {
                return false;
            }
        }
        return digits <= MOST_DIGITS_OF_KEY;
    }

    /** Whether a name is a word of a dialect, such as a type or a reason, with hardly a digit. */
    static boolean isWord(String name) {
        return isName(name) && name.indexOf('@') < 0 && !hasDigits(name);
    }

    /** Whether more digits stand in a text than a word or a token has. */
    static boolean hasDigits(String text) {
        return digits(text) > MOST_DIGITS_OF_WORD;
    }

    /** Whether a name can only be that of a thing: an id that a machine made, a model, a moment. */
    static boolean isOfThing(String name) {
        return isName(name)
                && name.indexOf('@') < 0
                && !isNearlyNumber(name)
                && (!hasNumber(name) || MOMENT.matcher(name).matches() || isMadeAtRandom(name));
    }

    /** Whether a string is somebody's number, or has one in it. */
    static boolean isNumber(String text) {
        return isNearlyNumber(text) || hasNumber(text);
    }

    private static boolean isNearlyNumber(String name) {
        int digits = digits(name);
        return digits >= DIGITS_OF_NUMBER && name.length() - digits <= OTHERS_OF_NUMBER;
    }

    private static boolean isMadeAtRandom(String name) {
        Matcher uuid = UUID.matcher(name);
        StringBuilder others = new StringBuilder();
        while (uuid.find()) {
            if (longest(uuid.group(), "") >= LEAST_DIGITS
                    || longest(uuid.group(), SEPARATORS) >= LEAST_DIGITS_OF_UUID) {
                return false;
            }
            uuid.appendReplacement(others, "~");
        }
        return !hasNumber(uuid.appendTail(others).toString());
    }

    /** Whether so many digits stand in a row, or with single signs between them, that they could be somebody's number. */
    private static boolean hasNumber(String text) {
        return longest(text, SEPARATORS) >= LEAST_DIGITS;
    }

    /** The most digits in a row, over single signs between two of them. */
    private static int longest(String text, String between) {
        int longest = 0;
        int row = 0;
        boolean parted = false;
        for (int at = 0; at < text.length(); at++) {
            if (isDigit(text.charAt(at))) {
                row++;
                longest = Math.max(longest, row);
                parted = false;
            } else if (row > 0 && !parted && between.indexOf(text.charAt(at)) >= 0) {
                parted = true;
            } else {
                row = 0;
                parted = false;
            }
        }
        return longest;
    }

    private static int digits(String text) {
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            digits += isDigit(text.charAt(at)) ? 1 : 0;
        }
        return digits;
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }
}
