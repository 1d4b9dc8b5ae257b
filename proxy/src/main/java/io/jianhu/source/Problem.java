package io.jianhu.source;

/**
 * What is wrong in a file, where, and what was expected.
 *
 * @param file the path as the user knows it
 * @param line 1 or more; 0 when the problem is the file itself
 * @param column 1 or more; 0 when the problem is the file itself
 * @param message in one line: what is wrong, what was expected, and what may have been meant
 */
public record Problem(String file, int line, int column, String message) {

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
