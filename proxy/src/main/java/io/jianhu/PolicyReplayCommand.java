package io.jianhu;

import io.jianhu.audit.Decisions;
import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import io.jianhu.audit.Verification;
import io.jianhu.policy.Rulebook;
import io.jianhu.robot.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu policy replay DIR --audit DIR}: what a policy would have decided on past traffic. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decides anew, under a policy, what the audit says was decided.",
            "The audit keeps no words. What is tried is what the policy makes of the rules that found something:"
                    + " actions, modes, scopes, rules taken away. New rules and changed words are not tried."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no verdict would change",
            "1:a verdict would change",
            "2:wrong usage, a directory that lint refuses, or an audit that cannot be read"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu policy replay policies --audit data/audit",
            "  jianhu policy replay draft --audit data/audit --robot FT-001 --from 2026-11-01 --show",
            "  jianhu policy replay draft --audit data/audit --format json"
        })
final class PolicyReplayCommand implements Callable<Integer> {
    private static final long STEP = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Option(
            names = "--audit",
            required = true,
            paramLabel = "DIR",
            description = "The ledger's directory, or a copy of it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path audit;

    @Option(names = "--robot", paramLabel = "ID", description = "Decisions of this robot.")
    private @Nullable String robot;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = AuditCommand.Time.class,
            description = "From this time on: 2026-11-23 (begins at 00:00 UTC) or 2026-11-23T08:00:00+08:00.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = AuditCommand.Time.class, description = "Before this time.")
    private @Nullable Instant to;

    @Option(names = "--show", description = "Also lists the requests that would be decided otherwise.")
    private boolean show;

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    @Override
    public Integer call() {
        if (!Files.isDirectory(audit)) {
            throw new ParameterException(
                    spec.commandLine(), "--audit: " + audit + " is not there (expected: the ledger's directory)");
        }
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        Optional<Rulebook> rulebook = directory.compile();
        Optional<Registry> registry = directory.registry();
        if (rulebook.isEmpty() || registry.isEmpty()) {
            directory.problems().forEach(err()::println);
            err().println("the directory does not compile, so nothing was decided anew");
            return 2;
        }
        try {
            return replay(directory.revision(), new Replay(rulebook.get(), registry.get(), show));
        } catch (IOException unreadable) {
            err().println(audit + " cannot be read: " + unreadable);
            return 2;
        }
    }

    private int replay(String revision, Replay replay) throws IOException {
        Decisions.Count read = Decisions.read(audit, filter(), replay::take, progress());
        Verification chain = Ledger.verify(audit);
        ReplayReport report = new ReplayReport(revision, replay, read, chain);
        PrintWriter out = spec.commandLine().getOut();
        switch (format.get()) {
            case TEXT -> {
                report.text(out);
                report.doubts().forEach(err()::println);
            }
            case JSON -> PolicyDirectory.json(out, report::json);
        }
        return replay.changed() == 0 ? 0 : 1;
    }

    private Filter filter() {
        Filter filter = Filter.ALL;
        filter = robot == null ? filter : filter.ofRobot(robot);
        filter = from == null ? filter : filter.from(from);
        return to == null ? filter : filter.to(to);
    }

    /** Says on a terminal how far it is. */
    private LongConsumer progress() {
        if (!Ansi.AUTO.enabled()) {
            return lines -> {};
        }
        return lines -> {
            if (lines % STEP == 0) {
                err().print("\r" + lines + " records read");
                err().flush();
            }
        };
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
