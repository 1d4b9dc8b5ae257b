package io.jianhu.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a spreadsheet or text.
 *
 * @param comments how many lines were comments
 * @param header the row that names the columns
 * @param empty how many rows have no word
 */
record WordFile(List<Candidate> words, int comments, Optional<Integer> header, int empty) {
    private static final int MOST_BYTES = 64 << 20;

    WordFile {
        words = List.copyOf(words);
    }

    /** Reads a file as the ending of its name says. */
    static WordFile read(Path file, Optional<String> sheet, Optional<String> word, Optional<String> category)
            throws IOException, BadTable {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean spreadsheet = name.endsWith(".xlsx");
        if (sheet.isPresent() && !spreadsheet) {
            throw new BadTable("no sheets in this kind of file (expected: .xlsx)");
        }
        byte[] bytes = bytes(file);
        if (spreadsheet) {
            return of(XlsxReader.read(bytes, sheet), 0, word, category, Columns.NONE);
        }
        if (name.endsWith(".csv")) {
            return of(CsvReader.read(TextBytes.decode(bytes)), 0, word, category, Columns.NONE);
        }
        if (name.endsWith(".txt")) {
            TextReader.Lines lines = TextReader.read(TextBytes.decode(bytes));
            return of(lines.table(), lines.comments(), word, category, 1);
        }
        throw new BadTable("an unknown kind of file (expected: .xlsx, .csv or .txt)");
    }

    private static byte[] bytes(Path file) throws IOException, BadTable {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadTable("more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static WordFile of(Table table, int comments, Optional<String> word, Optional<String> category, int usual)
            throws BadTable {
        Columns columns = Columns.of(table, word, category, usual);
        List<Table.Row> rows =
                columns.header() ? table.rows().subList(1, table.rows().size()) : table.rows();
        List<Candidate> words = rows.stream()
                .map(row -> new Candidate(
                        row.cell(columns.word()),
                        columns.category() == Columns.NONE ? "" : row.cell(columns.category()),
                        row.number()))
                .filter(candidate -> !candidate.word().isEmpty())
                .toList();
        Optional<Integer> header =
                columns.header() ? Optional.of(table.rows().getFirst().number()) : Optional.empty();
        return new WordFile(words, comments, header, rows.size() - words.size());
    }
}
