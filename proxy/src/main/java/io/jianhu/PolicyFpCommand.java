package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.flow.Edition;
import io.jianhu.policy.Corpus;
import io.jianhu.policy.FalsePositives;
import io.jianhu.policy.ListedWords;
import io.jianhu.policy.Situation;
import io.jianhu.robot.Robot;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy fp DIR --corpus FILE}: how often the rules match texts that they should pass by. */
@Command(
        name = "fp",
        mixinStandardHelpOptions = true,
        description = "Counts false positives: how often each rule matches texts known to be harmless.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:within the limits given",
            "1:more texts would be stopped than --max, or a rule matches more often than its baseline",
            "2:wrong usage, or a directory that lint refuses"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy fp policies --corpus letters.jsonl --max 0.3",
            "  jianhu policy fp policies --corpus answers/ --stage output --show",
            "  jianhu policy fp policies --corpus letters.jsonl --words",
            "  jianhu policy fp policies --corpus letters.jsonl --write-baseline fp.json",
            "  jianhu policy fp policies --corpus letters.jsonl --baseline fp.json"
        })
final class PolicyFpCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "FILE",
            description = "Harmless texts: JSONL with \"text\", or one text a line, or a directory of such files.")
    private List<Path> corpora = List.of();

    @Mixin
    private Circumstances circumstances = new Circumstances();

    @Option(
            names = "--max",
            paramLabel = "PERCENT",
            description = "At most this share of the texts may be refused or handed to a guardian.")
    private Optional<Double> most = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "No rule may match more often than is written here.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--tolerance",
            paramLabel = "POINTS",
            description =
                    "How much above its baseline a rule may be, in percentage points (default: ${DEFAULT-VALUE}).")
    private double tolerance = 0.02;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write the shares of this run as a baseline.")
    private Optional<Path> newBaseline = Optional.empty();

    @Option(names = "--show", description = "Show where the first three matches of each rule stand, with their words.")
    private boolean show;

    @Option(
            names = "--words",
            description =
                    "Also say which words of lists that rules match stand in the texts, and in how many. Where words overlap, the"
                            + " longest alone counts: taking a shorter one out would not let that text pass.")
    private boolean words;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() throws IOException {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        Optional<Edition> edition = directory.edition();
        if (edition.isEmpty()) {
            directory.problems().forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        List<Corpus.Line> lines = lines();
        Map<String, Double> allowed = baseline.isPresent() ? read(baseline.get()) : Map.of();
        Robot robot = circumstances.robot(spec.commandLine(), edition.get());
        FalsePositives counted = count(edition.get(), circumstances.situation(robot), lines);
        List<FalsePositives.Row> beyond = baseline.isPresent() ? counted.beyond(allowed, tolerance) : List.of();
        List<ListedWords> listed = words
                ? directory
                        .examine()
                        .map(examined -> ListedWords.count(directory.folder(), examined, circumstances.stage(), lines))
                        .orElse(List.of())
                : List.of();
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> text(out, robot, counted, beyond, listed);
            case JSON -> json(out, robot, counted, beyond, listed);
        }
        out.flush();
        if (newBaseline.isPresent()) {
            write(newBaseline.get(), counted);
        }
        return beyond.isEmpty() && !exceeds(counted) ? 0 : 1;
    }

    private List<Corpus.Line> lines() {
        Problems problems = new Problems();
        List<Corpus.Line> lines = new ArrayList<>();
        for (Path corpus : corpora) {
            if (!Files.exists(corpus)) {
                throw new ParameterException(spec.commandLine(), "no such file: " + corpus);
            }
            lines.addAll(Corpus.read(corpus, problems));
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.join(
                            "\n",
                            problems.list().stream().map(Problem::toString).toList()));
        }
        if (lines.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no texts in " + corpora + " (expected: at least one)");
        }
        return lines;
    }

    private FalsePositives count(Edition edition, Situation situation, List<Corpus.Line> lines) {
        try (Progress progress = Progress.of(spec.commandLine().getErr(), lines.size())) {
            return FalsePositives.count(edition.rulebook(), situation, circumstances.stage(), lines, progress::step);
        }
    }

    private boolean exceeds(FalsePositives counted) {
        return most.isPresent() && counted.percent(counted.stopped()) > most.get();
    }

    private void text(
            PrintWriter out,
            Robot robot,
            FalsePositives counted,
            List<FalsePositives.Row> beyond,
            List<ListedWords> listed) {
        out.printf(
                "%d texts as %s of %s; %d would be refused or handed to a guardian (%.2f %%)%n",
                counted.texts(),
                circumstances.stage().word(),
                robot.id(),
                counted.stopped(),
                counted.percent(counted.stopped()));
        if (!counted.rows().isEmpty()) {
            out.printf("%n%7s  %8s  %-8s  %-8s  %-8s  %s%n", "texts", "share", "rule", "mode", "action", "title");
        }
        for (FalsePositives.Row row : counted.rows()) {
            out.printf(
                    "%7d  %6.2f %%  %-8s  %-8s  %-8s  %s%s%n",
                    row.where().size(),
                    counted.percent(row.where().size()),
                    row.rule().id(),
                    row.rule().mode().word(),
                    row.rule().action().kind().word(),
                    row.rule().title().zh(),
                    beyond.contains(row) ? "  (above its baseline)" : "");
            if (show) {
                row.where().stream()
                        .limit(SHOWN)
                        .forEach(hit -> out.printf("%19s%s: %s%n", "", hit.line(), Excerpts.around(hit)));
            }
        }
        if (words) {
            new WordsReport(listed).text(out);
        }
        if (exceeds(counted)) {
            out.printf("%nabove --max %s %%%n", most.orElse(0.0));
        }
    }

    private void json(
            PrintWriter out,
            Robot robot,
            FalsePositives counted,
            List<FalsePositives.Row> beyond,
            List<ListedWords> listed) {
        PolicyDirectory.json(out, json -> {
            json.writeStringField("robot", robot.id().value());
            json.writeStringField("stage", circumstances.stage().word());
            json.writeNumberField("texts", counted.texts());
            json.writeNumberField("stopped", counted.stopped());
            json.writeNumberField("stoppedPercent", counted.percent(counted.stopped()));
            json.writeBooleanField("good", beyond.isEmpty() && !exceeds(counted));
            json.writeArrayFieldStart("rules");
            for (FalsePositives.Row row : counted.rows()) {
                json.writeStartObject();
                json.writeStringField("rule", row.rule().id());
                json.writeStringField("mode", row.rule().mode().word());
                json.writeStringField("action", row.rule().action().kind().word());
                json.writeNumberField("texts", row.where().size());
                json.writeNumberField("percent", counted.percent(row.where().size()));
                json.writeBooleanField("aboveBaseline", beyond.contains(row));
                json.writeArrayFieldStart("where");
                for (FalsePositives.Hit hit : row.where().stream().limit(SHOWN).toList()) {
                    json.writeString(hit.line().toString());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            if (words) {
                new WordsReport(listed).json(json);
            }
        });
    }

    private static void write(Path file, FalsePositives counted) throws IOException {
        try (JsonGenerator json =
                JSON.createGenerator(Files.newBufferedWriter(file)).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (FalsePositives.Row row : counted.rows()) {
                json.writeFieldName(row.rule().id());
                json.writeNumber(String.format(
                        Locale.ROOT, "%.4f", counted.percent(row.where().size())));
            }
            json.writeEndObject();
        }
    }

    private Map<String, Double> read(Path file) {
        Map<String, Double> allowed = new TreeMap<>();
        try (JsonParser json = JSON.createParser(Files.newBufferedReader(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ParameterException(
                        spec.commandLine(), file + ": not a baseline (expected: {\"JH-1001\": 0.02})");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String rule = json.currentName();
                json.nextToken();
                allowed.put(rule, json.getDoubleValue());
            }
            return allowed;
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), file + ": not a baseline (expected: {\"JH-1001\": 0.02})", e);
        }
    }
}
