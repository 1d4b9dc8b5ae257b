package io.jianhu.guard;

/** Escapes in a row, each of hexadecimal digits after a backslash and u or x, or of digits between &amp;&#35; and a semicolon. */
final class EscapeBricks implements Bricks {

    static final int COUNT = 6;
    static final int LONGEST = 10;

    private static final int DECIMAL = 7;
    private static final int HEXADECIMAL = 6;

    /** What has been read of a sign. */
    private enum Form {
        NOTHING,
        BACKSLASH,
        BACKSLASH_DIGITS,
        AMPERSAND,
        NUMBER,
        DECIMAL_DIGITS,
        HEXADECIMAL_DIGITS
    }

    private Form form = Form.NOTHING;
    private int digits;
    private int wanted;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        Form before = form;
        Step step = go(character);
        if (step != Step.BREAK) {
            return step;
        }
        form = begin(character);
        if (form == Form.NOTHING) {
            return Step.BREAK;
        }
        return before == Form.NOTHING ? Step.BEGIN : Step.BREAK_AND_BEGIN;
    }

    private static Form begin(char character) {
        return character == '\\' ? Form.BACKSLASH : character == '&' ? Form.AMPERSAND : Form.NOTHING;
    }

    private Step go(char character) {
        return switch (form) {
            case NOTHING -> Step.BREAK;
            case BACKSLASH ->
                character == 'u'
                        ? digits(Form.BACKSLASH_DIGITS, 4)
                        : character == 'x' ? digits(Form.BACKSLASH_DIGITS, 2) : Step.BREAK;
            case BACKSLASH_DIGITS -> !isDigit(character, 16) ? Step.BREAK : ++digits == wanted ? end() : Step.WITHIN;
            case AMPERSAND -> character == '#' ? digits(Form.NUMBER, 0) : Step.BREAK;
            case NUMBER -> {
                if (character == 'x' || character == 'X') {
                    yield digits(Form.HEXADECIMAL_DIGITS, HEXADECIMAL);
                }
                digits(Form.DECIMAL_DIGITS, DECIMAL);
                yield digit(character, 10);
            }
            case DECIMAL_DIGITS -> digit(character, 10);
            case HEXADECIMAL_DIGITS -> digit(character, 16);
        };
    }

    private Step digit(char character, int base) {
        if (character == ';' && digits > 0) {
            return end();
        }
        return isDigit(character, base) && ++digits <= wanted ? Step.WITHIN : Step.BREAK;
    }

    private Step digits(Form next, int most) {
        form = next;
        digits = 0;
        wanted = most;
        return Step.WITHIN;
    }

    private Step end() {
        form = Form.NOTHING;
        return Step.COMPLETE;
    }

    private static boolean isDigit(char character, int base) {
        return character < 0x80 && Character.digit(character, base) >= 0;
    }

    @Override
    public int kind() {
        return 0;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return true;
    }
}
