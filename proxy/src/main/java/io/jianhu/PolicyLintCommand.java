package io.jianhu;

import io.jianhu.chat.Side;
import io.jianhu.policy.Mode;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Stage;
import io.jianhu.robot.Duty;
import io.jianhu.source.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy lint DIR}: everything that would keep a policy directory from going live, at once. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Says everything that would keep a policy directory from going live: syntax, sense, embedded tests;",
            "and which rules its compliance matrix names that do not exist, or claims without anything to answer.",
            "Warnings, as of reviews that are overdue, keep nothing from going live: they stand on standard error and, as"
                    + " JSON, among the warnings, too, and do not change the exit code."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:good", "1:problems were found", "2:wrong usage, or no such directory"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy lint policies",
            "  jianhu policy lint --format json policies",
            "  jianhu policy lint --record policies"
        })
final class PolicyLintCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Option(
            names = "--record",
            description = "Enters new rule ids into ids.tsv, and marks those that are gone as retired, for good.")
    private boolean record;

    private final Clock clock = Clock.system(Duty.ZONE);

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        Optional<Rulebook> rulebook = directory.lint();
        if (record && rulebook.isPresent()) {
            rulebook = directory.record(rulebook.get());
        }
        List<Rule> rules = rulebook.map(Rulebook::rules).orElse(List.of());
        List<Problem> warnings = rulebook.map(book -> directory.warnings(book, LocalDate.now(clock)))
                .orElse(List.of());
        switch (format.get()) {
            case TEXT -> text(out, directory, rules);
            case JSON -> json(out, directory, rules, warnings);
        }
        warn(warnings);
        out.flush();
        return directory.problems().isEmpty() ? 0 : 1;
    }

    private void text(PrintWriter out, PolicyDirectory directory, List<Rule> rules) {
        List<Problem> problems = directory.problems();
        problems.forEach(out::println);
        if (!problems.isEmpty()) {
            long files = problems.stream().map(Problem::file).distinct().count();
            spec.commandLine()
                    .getErr()
                    .println(Ansi.AUTO.string(
                            "@|bold,red " + Count.of(problems.size(), "problem") + "|@ in " + Count.of(files, "file")));
            return;
        }
        out.println(directory.revision() + ": " + Count.of(count(rules, Mode.ENFORCE), "rule") + " enforced, "
                + canaries(rules) + count(rules, Mode.SHADOW) + " in shadow, " + count(rules, Mode.OFF) + " off");
        out.println("The most characters of an answer that the words of a rule hold back:");
        rules.stream()
                .filter(PolicyLintCommand::readsAnswers)
                .filter(rule -> rule.matchers() > 0)
                .sorted(Comparator.comparingInt(Rule::holdBack).reversed().thenComparing(Rule::id))
                .forEach(rule -> out.printf(
                        "%6d  %s  %s%n",
                        rule.holdBack(), rule.id(), rule.title().zh()));
    }

    private static void json(PrintWriter out, PolicyDirectory directory, List<Rule> rules, List<Problem> warnings) {
        PolicyDirectory.json(out, json -> {
            if (directory.problems().isEmpty()) {
                json.writeStringField("revision", directory.revision());
            }
            PolicyDirectory.problems(json, directory.problems());
            PolicyDirectory.problems(json, "warnings", "warning", warnings);
            json.writeArrayFieldStart("rules");
            for (Rule rule : rules) {
                json.writeStartObject();
                json.writeStringField("id", rule.id());
                json.writeStringField("file", directory.shown(rule.file()));
                json.writeNumberField("line", rule.line());
                json.writeStringField("severity", rule.severity().name().toLowerCase(java.util.Locale.ROOT));
                json.writeArrayFieldStart("stage");
                for (Stage stage : rule.stages().stream().sorted().toList()) {
                    json.writeString(stage.word());
                }
                json.writeEndArray();
                json.writeStringField("action", rule.action().kind().word());
                json.writeStringField("mode", rule.mode().word());
                json.writeNumberField("matchers", rule.matchers());
                json.writeNumberField("holdBack", rule.holdBack());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void warn(List<Problem> warnings) {
        for (Problem warning : warnings) {
            spec.commandLine()
                    .getErr()
                    .println(warning.file() + ":" + warning.line() + ":" + warning.column() + ": warning: "
                            + warning.message());
        }
    }

    private static boolean readsAnswers(Rule rule) {
        return rule.mode() != Mode.OFF && rule.stages().stream().anyMatch(stage -> stage.side() == Side.ANSWER);
    }

    private static String canaries(List<Rule> rules) {
        long canaries = count(rules, Mode.CANARY);
        return canaries == 0 ? "" : canaries + (canaries == 1 ? " as a canary, " : " as canaries, ");
    }

    private static long count(List<Rule> rules, Mode mode) {
        return rules.stream().filter(rule -> rule.mode() == mode).count();
    }
}
