package io.jianhu.policy;

/**
 * Reads CSV (RFC 4180): a cell in quotes may hold separators, line breaks and doubled quotes. The separator is the one of
 * comma, semicolon and tab that stands most often in the first line. A quote within a cell that did not begin with one is
 * an ordinary character.
 */
final class CsvReader {
    private final String text;
    private final char separator;
    private final Table.Writer table = new Table.Writer();
    private int at;
    private int line = 1;

    private CsvReader(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    static Table read(String text) throws BadTable {
        return new CsvReader(text).read();
    }

    private static char separator(String text) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!quoted && (character == '\n' || character == '\r')) {
                break;
            }
            quoted ^= character == '"';
            int known = quoted ? -1 : ",;\t".indexOf(character);
            if (known >= 0) {
                counts[known]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return ",;\t".charAt(best);
    }

    private Table read() throws BadTable {
        while (at < text.length()) {
            int first = line;
            boolean more = true;
            while (more) {
                table.cell(cell());
                more = at < text.length() && text.charAt(at) == separator;
                at += more ? 1 : 0;
            }
            endLine();
            table.endRow(first);
        }
        return table.table();
    }

    private String cell() throws BadTable {
        StringBuilder cell = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            quoted(cell);
        }
        while (at < text.length() && !isEnd(text.charAt(at))) {
            cell.append(text.charAt(at++));
        }
        return cell.toString();
    }

    private void quoted(StringBuilder cell) throws BadTable {
        int first = line;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '"') {
                if (at == text.length() || text.charAt(at) != '"') {
                    return;
                }
                at++;
            }
            line += character == '\n' ? 1 : 0;
            cell.append(character);
        }
        throw new BadTable("line " + first + ": a quote that is not closed");
    }

    private boolean isEnd(char character) {
        return character == separator || character == '\n' || character == '\r';
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
            line += at < text.length() && text.charAt(at) == '\n' ? 0 : 1;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
            line++;
        }
    }
}
