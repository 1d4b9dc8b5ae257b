package io.jianhu.source;

/**
 * A place in a file.
 *
 * @param line 1 or more; 0 for the file itself
 * @param column 1 or more; 0 for the file itself
 */
public record Place(String file, int line, int column) {

    public static Place ofFile(String file) {
        return new Place(file, 0, 0);
    }
}
