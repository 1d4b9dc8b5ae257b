package io.jianhu.policy;

import java.util.ArrayList;
import java.util.List;

/** The rows of a file of words, without those that are empty. */
record Table(List<Row> rows) {
    static final int MOST_ROWS = 1 << 20;
    static final int MOST_COLUMNS = 1 << 10;
    private static final int MOST_CELLS = 1 << 22;

    Table {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param number the line or row of the file in which it begins, 1 or more
     */
    record Row(int number, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }

        /** The cell of a column from 0, without white space around it; empty where the row is shorter. */
        String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    /** Gathers rows within bounds. Used by one thread. */
    static final class Writer {
        private final List<Row> rows = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private int count;

        /** Adds a cell behind the last one of the row. */
        void cell(String text) throws BadTable {
            cell(cells.size(), text);
        }

        /** Sets a cell of the row, which is not yet longer than {@code column}. Empty cells at its end are let go. */
        void cell(int column, String text) throws BadTable {
            if (column >= MOST_COLUMNS) {
                throw new BadTable("more than " + MOST_COLUMNS + " columns");
            }
            count += column + 1 - cells.size();
            if (count > MOST_CELLS) {
                throw new BadTable("more than " + MOST_CELLS + " cells");
            }
            while (cells.size() < column) {
                cells.add("");
            }
            cells.add(text);
        }

        /** Whether the row has a cell at {@code column} or behind it. */
        boolean reaches(int column) {
            return cells.size() > column;
        }

        void endRow(int number) throws BadTable {
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                if (rows.size() == MOST_ROWS) {
                    throw new BadTable("more than " + MOST_ROWS + " rows");
                }
                rows.add(new Row(number, cells));
            }
            cells = new ArrayList<>();
        }

        Table table() {
            return new Table(rows);
        }
    }
}
