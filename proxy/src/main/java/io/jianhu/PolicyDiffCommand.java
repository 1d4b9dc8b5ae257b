package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Decision;
import io.jianhu.flow.Edition;
import io.jianhu.policy.Appraisal;
import io.jianhu.policy.Comparison;
import io.jianhu.policy.Corpus;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Situation;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy diff OLD NEW}: what changes between two policies, and for which texts the verdict changes. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Says which rules and files differ between two policies, and how verdicts change on given texts.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no difference", "1:they differ", "2:wrong usage, or a directory that lint refuses"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy diff policies-live policies",
            "  jianhu policy diff policies-live policies --on letters.jsonl --show",
            "  jianhu policy diff policies-live policies --on answers.txt --stage output --format json"
        })
final class PolicyDiffCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The policy directory that is in force.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The policy directory that is to come.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path now;

    @Option(
            names = "--on",
            paramLabel = "FILE",
            description =
                    "Texts to try both on: JSONL with \"text\", or one text a line, or a directory of such files.")
    private Optional<Path> on = Optional.empty();

    @Mixin
    private Circumstances circumstances = new Circumstances();

    @Option(names = "--show", description = "Show the words of the first texts whose verdict changes.")
    private boolean show;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() {
        PolicyDirectory before = new PolicyDirectory(spec.commandLine(), old);
        PolicyDirectory after = new PolicyDirectory(spec.commandLine(), now);
        Optional<Edition> first = before.edition();
        Optional<Edition> second = after.edition();
        if (first.isEmpty() || second.isEmpty()) {
            before.problems().forEach(spec.commandLine().getErr()::println);
            after.problems().forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        Comparison comparison = Comparison.of(
                before.folder(),
                first.get().rulebook(),
                after.folder(),
                second.get().rulebook());
        Optional<Comparison.Verdicts> verdicts = on.map(this::lines)
                .map(lines -> Comparison.verdicts(appraiser(first.get()), appraiser(second.get()), lines));
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> {
                out.println(before.revision() + " → " + after.revision());
                text(out, comparison);
                verdicts.ifPresent(changes -> text(out, changes));
            }
            case JSON -> json(out, comparison, verdicts);
        }
        out.flush();
        boolean same = comparison.isEmpty()
                && verdicts.map(changes -> changes.different().isEmpty()).orElse(true);
        return same ? 0 : 1;
    }

    private Function<String, Appraisal> appraiser(Edition edition) {
        Situation situation = circumstances.situation(circumstances.robot(spec.commandLine(), edition));
        return text -> Appraisal.of(edition.rulebook(), situation, circumstances.stage(), text);
    }

    private List<Corpus.Line> lines(Path file) {
        if (!Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "no such file: " + file);
        }
        Problems problems = new Problems();
        List<Corpus.Line> lines = Corpus.read(file, problems);
        if (!problems.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.join(
                            "\n",
                            problems.list().stream().map(Problem::toString).toList()));
        }
        return lines;
    }

    private static void text(PrintWriter out, Comparison comparison) {
        if (comparison.isEmpty()) {
            out.println("no difference");
        }
        comparison.added().forEach(rule -> out.println(Ansi.AUTO.string("@|green +|@ ") + line(rule)));
        comparison.removed().forEach(rule -> out.println(Ansi.AUTO.string("@|red -|@ ") + line(rule)));
        for (Comparison.Change change : comparison.changed()) {
            out.println(Ansi.AUTO.string("@|yellow ~|@ ") + line(change.now()));
            change.members()
                    .forEach((name, pair) -> out.println("    " + name + ": " + pair.before() + " → " + pair.after()));
            counts(out, "words", change.wordsAdded(), change.wordsRemoved());
            counts(out, "tests", change.testsAdded(), change.testsRemoved());
        }
        comparison
                .files()
                .forEach((path, change) -> out.println(Ansi.AUTO.string("@|yellow ~|@ ") + path + "  lines +"
                        + change.linesAdded() + " -" + change.linesRemoved()));
    }

    private static void counts(PrintWriter out, String what, int added, int removed) {
        if (added + removed > 0) {
            out.println("    " + what + ": +" + added + " -" + removed);
        }
    }

    private static String line(Rule rule) {
        return rule.id() + "  " + rule.mode().word() + " "
                + rule.action().kind().word() + "  " + rule.title().zh();
    }

    private void text(PrintWriter out, Comparison.Verdicts verdicts) {
        int texts = verdicts.counts().values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        out.println();
        out.println(verdicts.different().size() + " of " + texts + " texts are decided otherwise");
        verdicts.counts()
                .forEach((before, row) -> row.forEach((after, count) -> {
                    if (before != after) {
                        out.printf("%7d  %s → %s%n", count, before.word(), after.word());
                    }
                }));
        verdicts.different().stream().limit(SHOWN).forEach(one -> {
            out.println("  " + one.line() + "  " + one.before().word() + " → "
                    + one.after().word() + "  " + String.join(" ", one.rules()));
            if (show) {
                out.println("    " + one.line().text().replaceAll("\\s+", " "));
            }
        });
        if (verdicts.different().size() > SHOWN) {
            out.println("  … and " + (verdicts.different().size() - SHOWN) + " more");
        }
    }

    private static void json(PrintWriter out, Comparison comparison, Optional<Comparison.Verdicts> verdicts) {
        PolicyDirectory.json(out, json -> {
            ids(json, "added", comparison.added());
            ids(json, "removed", comparison.removed());
            json.writeArrayFieldStart("changed");
            for (Comparison.Change change : comparison.changed()) {
                json.writeStartObject();
                json.writeStringField("rule", change.now().id());
                for (Map.Entry<String, Comparison.Pair> member :
                        change.members().entrySet()) {
                    json.writeObjectFieldStart(member.getKey());
                    json.writeStringField("before", member.getValue().before());
                    json.writeStringField("after", member.getValue().after());
                    json.writeEndObject();
                }
                json.writeNumberField("wordsAdded", change.wordsAdded());
                json.writeNumberField("wordsRemoved", change.wordsRemoved());
                json.writeNumberField("testsAdded", change.testsAdded());
                json.writeNumberField("testsRemoved", change.testsRemoved());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, Comparison.FileChange> file :
                    comparison.files().entrySet()) {
                json.writeObjectFieldStart(file.getKey());
                json.writeNumberField("linesAdded", file.getValue().linesAdded());
                json.writeNumberField("linesRemoved", file.getValue().linesRemoved());
                json.writeEndObject();
            }
            json.writeEndObject();
            if (verdicts.isPresent()) {
                verdicts(json, verdicts.get());
            }
        });
    }

    private static void ids(JsonGenerator json, String name, List<Rule> rules) throws IOException {
        json.writeArrayFieldStart(name);
        for (Rule rule : rules) {
            json.writeString(rule.id());
        }
        json.writeEndArray();
    }

    private static void verdicts(JsonGenerator json, Comparison.Verdicts verdicts) throws IOException {
        json.writeObjectFieldStart("verdicts");
        json.writeArrayFieldStart("counts");
        for (Map.Entry<Decision, Map<Decision, Integer>> row : verdicts.counts().entrySet()) {
            for (Map.Entry<Decision, Integer> cell : row.getValue().entrySet()) {
                json.writeStartObject();
                json.writeStringField("before", row.getKey().word());
                json.writeStringField("after", cell.getKey().word());
                json.writeNumberField("texts", cell.getValue());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("different");
        for (Comparison.Moved moved : verdicts.different()) {
            json.writeStartObject();
            json.writeStringField("where", moved.line().toString());
            json.writeStringField("before", moved.before().word());
            json.writeStringField("after", moved.after().word());
            json.writeArrayFieldStart("rules");
            for (String rule : moved.rules()) {
                json.writeString(rule);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
