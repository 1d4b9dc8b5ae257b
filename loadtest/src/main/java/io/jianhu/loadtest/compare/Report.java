package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Spread;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The figures for people. */
final class Report {

    private Report() {}

    static String text(String title, Circumstances circumstances, List<Row> rows, Summary summary, Doubts doubts) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        circumstances.heading(title).forEach(lines::add);
        lines.add("");
        if (doubts.refusals().isEmpty()) {
            table(lines, rows, summary);
        } else {
            lines.add("No figures: these measurements cannot be trusted.");
            doubts.refusals().forEach(refusal -> lines.add("  " + refusal));
        }
        if (!doubts.remarks().isEmpty()) {
            lines.add("");
            lines.add("Mind:");
            doubts.remarks().forEach(remark -> lines.add("  " + remark));
        }
        return lines.toString();
    }

    private static void table(StringJoiner lines, List<Row> rows, Summary summary) {
        List<String> arms = summary.arms();
        List<String> others =
                arms.stream().filter(arm -> !arm.equals(Arm.JIANHU)).toList();
        StringBuilder head = new StringBuilder(String.format("%-42s", "median of the rounds, half of their spread"));
        arms.forEach(arm -> head.append(String.format(" %15s", arm)));
        others.forEach(arm -> head.append(String.format(" %13s", "vs " + arm)));
        lines.add(head.toString());
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-42s", row.title()));
            arms.forEach(arm -> line.append(String.format(" %15s", figure(row, arm))));
            others.forEach(
                    arm -> line.append(String.format(" %13s", row.beside(arm).isEmpty() ? "-" : row.beside(arm))));
            lines.add(line.toString().stripTrailing());
        }
        lines.add("");
        lines.add("x is jianhu divided by the other arm, + is what jianhu adds. CPU is of the arm's own process.");
    }

    private static String figure(Row row, String arm) {
        Spread spread = row.figure().apply(arm);
        if (!spread.isKnown() || spread.most() == 0) {
            return "-";
        }
        String form = "%,." + row.decimals() + "f ±%.0f %%";
        return String.format(Locale.ROOT, form, spread.median(), 50 * spread.width());
    }
}
