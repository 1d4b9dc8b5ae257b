package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.policy.Alike;
import io.jianhu.policy.BadTable;
import io.jianhu.policy.SetAside;
import io.jianhu.policy.WordImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy import FILE --out LIST}: a word base from a spreadsheet or text into a list. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the words of a spreadsheet or text into a list.",
            "Every spelling is taken once, as it was first written. Words that would do harm in a list are set aside"
                    + " in a .set-aside.tsv file beside it: those that read like another of a different category, of"
                    + " one character, of digits only, of fewer than three ASCII characters, of more than 500"
                    + " characters, with a line break, a … or a # in front, and those that stand in benign texts."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all words are in the list",
            "1:words were set aside, or there are none",
            "2:wrong usage, or a file that cannot be read or written"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy import words.xlsx --out policies/lists/words.txt",
            "  jianhu policy import words.csv --column 敏感词 --category-column 分类 --out policies/lists/words.txt",
            "  jianhu policy import more.txt --merge --benign letters.jsonl --out policies/lists/words.txt"
        })
final class PolicyImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The word base: .xlsx, .csv or .txt (UTF-8 or GB 18030).")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path source;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "LIST",
            description = "The list, such as policies/lists/words.txt.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path target;

    @Option(
            names = "--column",
            paramLabel = "N|NAME",
            description = "The column of the words (default: the one that the first row calls 词, 敏感词, word or the"
                    + " like, else the first).")
    private @Nullable String column;

    @Option(
            names = "--category-column",
            paramLabel = "N|NAME",
            description = "The column of the categories (default: the one that the first row calls 分类, category or"
                    + " the like, if any).")
    private @Nullable String category;

    @Option(names = "--sheet", paramLabel = "NAME", description = "The sheet of an .xlsx file (default: the first).")
    private @Nullable String sheet;

    @Option(
            names = "--benign",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Texts in which no word should stand: one a line, or .jsonl objects with a text.")
    private List<Path> benign = List.of();

    @Option(
            names = "--benign-share",
            paramLabel = "SHARE",
            description = "The greatest share of the benign texts in which a word may stand, 0-1 (default: 0).")
    private double share;

    @ArgGroup
    private @Nullable Present present;

    @Option(names = "--show", description = "Also lists duplicates and redundant words.")
    private boolean show;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    /** What is to happen to a list that is there. */
    static final class Present {
        @Option(names = "--merge", description = "Adds to a list that is there.")
        boolean merge;

        @Option(names = "--force", description = "Replaces a list that is there.")
        boolean force;

        WordImport.Existing existing() {
            return merge ? WordImport.Existing.MERGE : force ? WordImport.Existing.REPLACE : WordImport.Existing.KEEP;
        }
    }

    @Override
    public Integer call() {
        if (!(share >= 0 && share <= 1)) {
            throw new ParameterException(spec.commandLine(), "--benign-share: " + share + " (expected: 0-1)");
        }
        try {
            WordImport.Report report = task().run();
            switch (format.get()) {
                case TEXT -> text(report);
                case JSON -> json(report);
            }
            return report.read() > 0 && report.setAside().isEmpty() ? 0 : 1;
        } catch (BadTable bad) {
            return refuse(source + ": " + bad.getMessage());
        } catch (FileAlreadyExistsException there) {
            return refuse(target + " is there (expected: --merge to add to it, or --force to replace it)");
        } catch (NoSuchFileException missing) {
            return refuse("no such file: " + missing.getMessage());
        } catch (IOException problem) {
            return refuse("cannot be read or written: " + problem);
        }
    }

    private WordImport task() {
        return new WordImport(
                source,
                target,
                Optional.ofNullable(sheet),
                Optional.ofNullable(column),
                Optional.ofNullable(category),
                benign,
                share,
                present == null ? WordImport.Existing.KEEP : present.existing());
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return 2;
    }

    private void text(WordImport.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (report.header().isPresent()) {
            out.println("row " + report.header().get() + " of " + source + " names the columns");
        }
        out.println(Count.of(report.read(), "word") + " read, " + report.added() + " added to " + target + ", "
                + report.setAside().size() + " set aside, "
                + Count.of(report.duplicates().size(), "duplicate") + ", "
                + report.known() + " in the list before");
        if (report.empty() + report.comments() > 0) {
            out.println(Count.of(report.empty(), "row") + " without a word, " + Count.of(report.comments(), "comment"));
        }
        reasons(report).forEach((reason, count) -> out.println("  set aside: " + count + " " + reason.word()));
        if (!report.setAside().isEmpty()) {
            out.println("  see " + report.aside());
        }
        if (report.texts() > 0) {
            out.println(Count.of(report.texts(), "benign text") + " looked at");
        }
        out.println(Count.of(report.redundant().size(), "word") + " of the list with another of its words within"
                + (report.redundant().isEmpty() || show ? "" : " (--show lists them)"));
        if (show) {
            report.redundant().forEach(word -> out.println("  redundant: " + word.word() + "\t" + word.other()));
            report.duplicates().forEach(word -> out.println("  duplicate: " + word.word() + "\t" + word.other()));
        }
        out.flush();
        if (report.added() == 0) {
            spec.commandLine().getErr().println(target + " is as it was: no word to add");
        }
    }

    private void json(WordImport.Report report) {
        PolicyDirectory.json(spec.commandLine().getOut(), json -> {
            json.writeStringField("list", target.toString());
            json.writeNumberField("read", report.read());
            json.writeNumberField("headerRow", report.header().orElse(0));
            json.writeNumberField("rowsWithoutWord", report.empty());
            json.writeNumberField("comments", report.comments());
            json.writeNumberField("before", report.kept());
            json.writeNumberField("known", report.known());
            json.writeNumberField("added", report.added());
            json.writeNumberField("duplicates", report.duplicates().size());
            json.writeNumberField("redundant", report.redundant().size());
            json.writeNumberField("benignTexts", report.texts());
            json.writeArrayFieldStart("setAside");
            for (SetAside word : report.setAside()) {
                json.writeStartObject();
                json.writeStringField("word", word.word());
                json.writeStringField("reason", word.reason().word());
                json.writeStringField("detail", word.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (show) {
                alike(json, "duplicateWords", report.duplicates());
                alike(json, "redundantWords", report.redundant());
            }
        });
    }

    private static void alike(JsonGenerator json, String name, List<Alike> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (Alike word : words) {
            json.writeStartObject();
            json.writeStringField("word", word.word());
            json.writeStringField("other", word.other());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Map<SetAside.Reason, Long> reasons(WordImport.Report report) {
        return report.setAside().stream()
                .collect(Collectors.groupingBy(SetAside::reason, TreeMap::new, Collectors.counting()));
    }
}
