package io.jianhu;

import io.jianhu.policy.Examination;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Trial;
import io.jianhu.source.Suggest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy test DIR}: runs the tests that stand in the rule files, and says what they reach. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the tests that stand in the rule files, and says which of the rules' matchers they reach.",
            "A rule that is off is not tested. A list counts as one matcher."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all passed", "1:some failed", "2:wrong usage, or a directory that lint refuses"},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy test policies",
            "  jianhu policy test policies --coverage",
            "  jianhu policy test policies --rule JH-3110 --coverage --verbose",
            "  jianhu policy test --format json policies"
        })
final class PolicyTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            split = ",",
            description = "Only the tests of this rule; may be given several times.")
    private Set<String> wanted = new TreeSet<>();

    @Option(names = "--coverage", description = "Show for each rule which of its matchers no test reaches.")
    private boolean coverage;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show every test, and with --coverage every matcher that none reaches.")
    private boolean verbose;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        Optional<Examination> examination = directory.examine();
        if (examination.isEmpty() || !directory.problems().isEmpty()) {
            directory.problems().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println("the rules do not compile, so no test was run");
            return 2;
        }
        known(examination.get());
        List<Trial> trials = examination.get().trials().stream()
                .filter(trial -> wants(trial.rule()))
                .toList();
        CoverageReport reach = new CoverageReport(
                examination.get().coverage().stream()
                        .filter(one -> wants(one.rule().id()))
                        .toList(),
                examination.get().off().stream()
                        .filter(rule -> wants(rule.id()))
                        .toList());
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> text(out, directory, trials, reach);
            case JSON -> json(out, directory, trials, reach);
        }
        out.flush();
        return failed(trials) == 0 ? 0 : 1;
    }

    private void known(Examination examination) {
        Set<String> known = Stream.concat(
                        examination.coverage().stream().map(one -> one.rule().id()),
                        examination.off().stream().map(Rule::id))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String id : wanted) {
            if (!known.contains(id)) {
                throw new ParameterException(
                        spec.commandLine(), "--rule: no rule '" + id + "'" + Suggest.hint(id, known));
            }
        }
    }

    private boolean wants(String rule) {
        return wanted.isEmpty() || wanted.contains(rule);
    }

    private void text(PrintWriter out, PolicyDirectory directory, List<Trial> trials, CoverageReport reach) {
        for (Trial trial : trials) {
            String place = directory.shown(trial.file()) + ":" + trial.line() + ":" + trial.column() + ": ";
            if (trial.failure().isPresent()) {
                out.println(place + "test of " + trial.rule() + ": "
                        + trial.failure().get());
            } else if (verbose) {
                out.println(place + "test of " + trial.rule() + ": passed, " + trial.expect());
            }
        }
        if (coverage) {
            reach.table(out, verbose);
        }
        long rules = trials.stream().map(Trial::rule).distinct().count();
        long failed = failed(trials);
        String verdict = failed == 0 ? "@|bold,green all passed|@" : "@|bold,red " + failed + " failed|@";
        out.println(
                Count.of(trials.size(), "test") + " of " + Count.of(rules, "rule") + ": " + Ansi.AUTO.string(verdict));
        reach.summary(out, coverage);
    }

    private static void json(PrintWriter out, PolicyDirectory directory, List<Trial> trials, CoverageReport reach) {
        PolicyDirectory.json(out, json -> {
            json.writeNumberField("passed", trials.size() - failed(trials));
            json.writeNumberField("failed", failed(trials));
            json.writeArrayFieldStart("tests");
            for (Trial trial : trials) {
                json.writeStartObject();
                json.writeStringField("rule", trial.rule());
                json.writeStringField("file", directory.shown(trial.file()));
                json.writeNumberField("line", trial.line());
                json.writeNumberField("column", trial.column());
                json.writeStringField("expect", trial.expect());
                json.writeBooleanField("passed", trial.failure().isEmpty());
                if (trial.failure().isPresent()) {
                    json.writeStringField("failure", trial.failure().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            reach.json(json);
        });
    }

    private static long failed(List<Trial> trials) {
        return trials.stream().filter(trial -> trial.failure().isPresent()).count();
    }
}
