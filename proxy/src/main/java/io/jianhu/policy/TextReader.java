package io.jianhu.policy;

/**
 * Reads plain text in the form of a list: one entry a line, cells between tabs, lines that begin with {@code #} are
 * comments.
 */
final class TextReader {
    private final Table.Writer table = new Table.Writer();
    private int comments;

    /** @param comments how many lines were comments */
    record Lines(Table table, int comments) {}

    static Lines read(String text) throws BadTable {
        TextReader reader = new TextReader();
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            reader.line(++number, line);
        }
        return new Lines(reader.table.table(), reader.comments);
    }

    private void line(int number, String line) throws BadTable {
        if (line.strip().startsWith("#")) {
            comments++;
            return;
        }
        for (String cell : line.split("\t", -1)) {
            table.cell(cell);
        }
        table.endRow(number);
    }
}
