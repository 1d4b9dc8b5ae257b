package io.jianhu;

import io.jianhu.policy.Trial;
import io.jianhu.source.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy test DIR}: runs the tests that stand in the rule files. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs the tests that stand in the rule files. A rule that is off is not tested.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all passed", "1:some failed", "2:wrong usage, or a directory that lint refuses"},
        footerHeading = "Examples:%n",
        footer = {"  jianhu policy test policies", "  jianhu policy test --format json policies"})
final class PolicyTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "How results are written (default: text).",
            converter = OutputFormat.Converter.class)
    private OutputFormat format = OutputFormat.TEXT;

    @Override
    public Integer call() {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        List<Trial> trials = directory.rehearse();
        List<Problem> problems = directory.problems();
        if (!problems.isEmpty()) {
            problems.forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println("the rules do not compile, so no test was run");
            return 2;
        }
        long failed = trials.stream().filter(PolicyTestCommand::failed).count();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> text(out, directory, trials, failed);
            case JSON -> json(out, directory, trials, failed);
        }
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private static void text(PrintWriter out, PolicyDirectory directory, List<Trial> trials, long failed) {
        for (Trial trial : trials) {
            trial.failure()
                    .ifPresent(failure -> out.println(directory.shown(trial.file()) + ":" + trial.line() + ":"
                            + trial.column() + ": test of " + trial.rule() + ": " + failure));
        }
        long rules = trials.stream().map(Trial::rule).distinct().count();
        String verdict = failed == 0 ? "@|bold,green all passed|@" : "@|bold,red " + failed + " failed|@";
        out.println(trials.size() + " tests of " + rules + " rules: " + Ansi.AUTO.string(verdict));
    }

    private static void json(PrintWriter out, PolicyDirectory directory, List<Trial> trials, long failed) {
        PolicyDirectory.json(out, json -> {
            json.writeNumberField("passed", trials.size() - failed);
            json.writeNumberField("failed", failed);
            json.writeArrayFieldStart("tests");
            for (Trial trial : trials) {
                json.writeStartObject();
                json.writeStringField("rule", trial.rule());
                json.writeStringField("file", directory.shown(trial.file()));
                json.writeNumberField("line", trial.line());
                json.writeNumberField("column", trial.column());
                json.writeStringField("expect", trial.expect());
                json.writeBooleanField("passed", !failed(trial));
                if (trial.failure().isPresent()) {
                    json.writeStringField("failure", trial.failure().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static boolean failed(Trial trial) {
        return trial.failure().isPresent();
    }
}
