package io.jianhu.chat;

import java.util.regex.Pattern;

/**
 * The registered id of a robot, such as {@code FT-001}: 1–64 letters, digits, dots, underscores and dashes, beginning
 * with a letter or digit, so that it is safe in a path, a metric label and a file name.
 */
public record RobotId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public RobotId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("robot id (expected: " + FORM.pattern() + ")");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
