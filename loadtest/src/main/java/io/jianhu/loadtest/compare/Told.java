package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that is told of a run: for people who read, for those who look, and for programs.
 *
 * @param rows the figures, of the summary
 * @param trials of guards; none where no guards were tried
 * @param guards what is told of guards, as text; possibly empty
 */
public record Told(
        String title,
        Circumstances circumstances,
        Plan plan,
        List<Row> rows,
        Summary summary,
        Doubts doubts,
        List<Trial> trials,
        String guards) {

    /** Keeps all of it in files of a directory, and prints what is asked for. */
    public void tell(Path directory, Format format) throws IOException {
        String text = Report.text(title, circumstances, rows, summary, doubts) + guards;
        Files.writeString(directory.resolve("report.txt"), text);
        Files.writeString(
                directory.resolve("report.html"), ReportPage.html(title, circumstances, rows, summary, doubts, guards));
        Files.writeString(directory.resolve("results.json"), Results.json(this, true));
        System.out.print(
                switch (format) {
                    case TEXT -> text;
                    case JSON -> Results.json(this, false);
                });
        System.out.flush();
        System.err.println("bench: report.html and raw results in " + directory);
    }
}
