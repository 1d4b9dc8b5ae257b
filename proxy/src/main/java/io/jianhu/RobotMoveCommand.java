package io.jianhu;

import io.jianhu.robot.Duty;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Step;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Suggest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu robot move DIR ID --to STATUS …}: takes a robot one step further in its life. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a robot one step further in its life, when registry.yaml allows it: sets status in its file and adds"
                    + " the step to its history; all else in the file stays byte for byte as it is.",
            "The directory is checked as by policy lint before the file is replaced, whole and at once. A gateway that"
                    + " serves the directory takes the change over by itself and puts it on record."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not allowed, or the directory has problems; nothing was changed",
            "2:wrong usage, no such directory or robot"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu robot move policies FT-003 --to suspended --role guardian --by 示例巡查协调科 --evidence reason=例行检查",
            "  jianhu robot move policies FT-003 --to retired --role department --by 示例管理科 --since 2026-11-02 \\",
            "      --evidence reason=任务结束 successor=FT-001"
        })
final class RobotMoveCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The policy directory.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Parameters(index = "1", paramLabel = "ID", description = "The robot.")
    private String id = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STATUS",
            description = "draft, training, assessment, on-duty, suspended or retired.")
    private String to = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "What the one who decides is to it: department, supplier, guardian or supervisor.")
    private String role = "";

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decides: a person or an office.")
    private String by = "";

    @Option(names = "--since", paramLabel = "DATE", description = "The first day, such as 2026-11-02 (default: today).")
    private @Nullable LocalDate since;

    @Option(
            names = "--evidence",
            arity = "1..*",
            paramLabel = "NAME=TEXT",
            description = "What shows that it is right, by the names in registry.yaml.")
    private Map<String, String> evidence = new LinkedHashMap<>();

    private final Clock clock = Clock.system(Duty.ZONE);

    @Override
    public Integer call() throws IOException {
        Step step = step();
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), path);
        if (!Files.isDirectory(path)) {
            throw new ParameterException(spec.commandLine(), path + " is a bundle (expected: a policy directory)");
        }
        Optional<Registry> registry = directory.registry();
        if (registry.isEmpty() || !directory.problems().isEmpty()) {
            return refused(directory.problems());
        }
        Robot robot = RobotChoice.of(spec.commandLine(), registry.get(), id);
        Lifecycle lifecycle = registry.get().vocabulary().lifecycle();
        Optional<String> objection = objection(robot, lifecycle, step);
        if (objection.isPresent()) {
            return refused(robot, lifecycle, objection.get());
        }
        RobotFile file = RobotFile.of(robot, directory.folder());
        Optional<byte[]> changed = file.with(step);
        if (changed.isEmpty()) {
            return refused(directory.shown(file.path()) + ": status and history are not written so that they can be"
                    + " changed (expected: status: WORD and history: a list)");
        }
        directory.put(file.path(), changed.get());
        if (directory.lint().isEmpty()) {
            return refused(directory.problems());
        }
        Registry after = directory.registry().orElseThrow();
        requireOnlyTheStep(robot, after.robot(robot.id()).orElseThrow(), step);
        if (!file.replace(path, changed.get())) {
            return refused(directory.shown(file.path()) + ": was changed meanwhile (expected: nobody else at work)");
        }
        tell(directory.shown(file.path()), robot, after, step);
        return GOOD;
    }

    private Step step() {
        for (String key : evidence.keySet()) {
            requireWords("--evidence " + key, evidence.get(key));
        }
        requireWords("--by", by);
        return new Step(
                choice("--to", to, Robot.Status.values()),
                since == null ? LocalDate.now(clock) : since,
                new Step.By(choice("--role", role, Lifecycle.Role.values()), by.strip()),
                evidence,
                Place.ofFile(path.toString()));
    }

    private void requireWords(String option, @Nullable String words) {
        if (words == null || !Step.isWords(words)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": empty or not one line of at most 500 characters (expected: a text)");
        }
    }

    private <E extends Enum<E>> E choice(String option, String word, E[] all) {
        List<String> words = Arrays.stream(all).map(Lifecycle::word).toList();
        return Arrays.stream(all)
                .filter(one -> Lifecycle.word(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        option + ": '" + word + "' (expected: " + String.join(", ", words) + ")"
                                + Suggest.hint(word, words)));
    }

    private Optional<String> objection(Robot robot, Lifecycle lifecycle, Step step) {
        if (lifecycle.moves().isEmpty()) {
            return Optional.of("registry.yaml allows no moves (expected: a list of them under lifecycle)");
        }
        if (step.since().isAfter(LocalDate.now(clock))) {
            return Optional.of("since: " + step.since() + " (expected: today or a day before)");
        }
        Optional<Step> last = robot.history().isEmpty()
                ? Optional.empty()
                : Optional.of(robot.history().getLast());
        return lifecycle
                .objection(Optional.of(robot.status()), last, step)
                .map(objection -> Lifecycle.word(objection.part()) + ": " + objection.message());
    }

    /** What was written must read back as the robot with this step and nothing else; that it does not is a bug. */
    private static void requireOnlyTheStep(Robot before, Robot after, Step step) {
        List<Step> history = after.history();
        Step read = history.getLast();
        boolean same = history.size() == before.history().size() + 1
                && read.equals(new Step(step.status(), step.since(), step.by(), step.evidence(), read.place()))
                && after.status() == step.status()
                && after.name().equals(before.name())
                && after.upstream().equals(before.upstream())
                && after.guardians().equals(before.guardians());
        if (!same) {
            throw new IllegalStateException("the step does not read back from the file of " + before.id());
        }
    }

    private void tell(String file, Robot before, Registry after, Step step) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(before.id() + ": " + Lifecycle.word(before.status()) + " → " + Lifecycle.word(step.status())
                + " since " + step.since() + ", by " + step.by().role().word() + " "
                + step.by().name() + "; written to " + file);
        Robot moved = after.robot(before.id()).orElseThrow();
        if (moved.status() == Robot.Status.ON_DUTY) {
            after.offDuty(moved, clock.instant())
                    .ifPresent(reason -> out.println("It may not work all the same: " + reason));
        }
        out.flush();
    }

    private int refused(Robot robot, Lifecycle lifecycle, String objection) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(robot.id() + ": " + objection);
        List<Lifecycle.Move> next = lifecycle.from(robot.status());
        err.println("Allowed after " + Lifecycle.word(robot.status()) + (next.isEmpty() ? ": nothing" : ":"));
        next.forEach(move -> err.println(RobotShowCommand.line(move)));
        return refused();
    }

    private int refused(List<Problem> problems) {
        problems.forEach(spec.commandLine().getErr()::println);
        return refused();
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return refused();
    }

    private int refused() {
        spec.commandLine().getErr().println("Nothing was changed.");
        spec.commandLine().getErr().flush();
        return REFUSED;
    }
}
