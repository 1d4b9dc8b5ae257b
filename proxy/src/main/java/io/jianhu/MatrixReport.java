package io.jianhu;

import io.jianhu.matrix.Clause;
import io.jianhu.matrix.Control;
import io.jianhu.matrix.Matrix;
import io.jianhu.matrix.Row;
import io.jianhu.matrix.Section;
import io.jianhu.matrix.Status;
import io.jianhu.policy.Mode;
import io.jianhu.policy.Rule;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Writes a matrix for people at a terminal. */
record MatrixReport(Matrix matrix, String revision) {
    private static final int WIDTH = 100;
    private static final String INDENT = "      ";

    /** How much is covered, in one line. */
    String summary() {
        long holes = matrix.count(Status.HOLE);
        return Count.of(matrix.rows().count(), "clause") + ": " + matrix.count(Status.COVERED) + " covered, "
                + matrix.count(Status.PARTLY) + " partly, " + matrix.count(Status.NOT_CLAIMED) + " not claimed, "
                + Count.of(holes, "hole") + ", " + matrix.holesRead()
                + " in clauses whose wording was read";
    }

    void write(PrintWriter out, Ansi ansi) {
        for (Section section : matrix.sections()) {
            out.println();
            out.println(styled(ansi, section.instrument().title().zh(), Style.bold) + "  "
                    + section.instrument().title().en());
            section.rows().forEach(row -> row(out, ansi, row));
            if (!section.whole().isEmpty()) {
                out.println("  whole");
                list(out, "rules that rest on it: ", ids(section.whole()));
            }
        }
        out.println();
        out.println(revision + ": " + styled(ansi, summary(), Style.bold));
    }

    private static void row(PrintWriter out, Ansi ansi, Row row) {
        Clause clause = row.clause();
        String sign = switch (row.status()) {
            case COVERED -> styled(ansi, "ok  ", Style.fg_green);
            case PARTLY -> styled(ansi, "part", Style.fg_green);
            case HOLE -> styled(ansi, "HOLE", Style.bold, Style.fg_red);
            case NOT_CLAIMED -> styled(ansi, "--  ", Style.faint);
        };
        out.println("  " + sign + "  " + styled(ansi, clause.ref(), Style.bold) + " "
                + clause.title().zh() + " · " + clause.title().en() + " ["
                + clause.mark().word() + "]");
        out.println(INDENT + "  asks: " + clause.asks().zh());
        row.faults().forEach(fault -> out.println(INDENT + "  " + styled(ansi, "hole: " + fault.en(), Style.fg_red)));
        clause.notClaimed().ifPresent(why -> out.println(INDENT + "  not claimed: " + why.zh()));
        clause.leaves().ifPresent(rest -> out.println(INDENT + "  left to others: " + rest.zh()));
        for (Rule rule : row.named()) {
            out.println(INDENT + "  " + rule.id() + " " + rule.title().zh() + " ("
                    + rule.mode().word() + ", " + Count.of(rule.tests(), "test") + ")");
        }
        list(out, row.named().isEmpty() ? "rules that rest on it: " : "also rest on it: ", ids(row.citing()));
        for (Control control : clause.controls()) {
            list(out, control.name() + ": ", control.tests());
        }
        list(out, "tests: ", clause.tests());
    }

    private static List<String> ids(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.mode() == Mode.ENFORCE
                        ? rule.id()
                        : rule.id() + " (" + rule.mode().word() + ")")
                .toList();
    }

    private static void list(PrintWriter out, String label, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(INDENT).append("  ").append(label);
        String separator = "";
        for (String word : words) {
            line.append(separator);
            if (line.length() + word.length() > WIDTH) {
                out.println(line.toString().stripTrailing());
                line.setLength(0);
                line.append(INDENT).append("    ");
            }
            line.append(word);
            separator = ", ";
        }
        out.println(line);
    }

    private static String styled(Ansi ansi, String text, IStyle... styles) {
        return ansi.enabled() ? Style.on(styles) + text + Style.off(styles) : text;
    }
}
