package io.jianhu;

import io.jianhu.robot.Duty;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Paper;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu robot show DIR ID}: the life of a robot, its papers, and what may come next. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the life of a robot, its papers, and the moves that are allowed next with their evidence.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:good", "1:the directory has problems", "2:wrong usage, no such directory or robot"},
        footerHeading = "Examples:%n",
        footer = {"  jianhu robot show policies FT-003", "  jianhu robot show policies FT-003 --format json"})
final class RobotShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The policy directory, or a bundle.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

    @Parameters(index = "1", paramLabel = "ID", description = "The robot.")
    private String id = "";

    @Mixin
    private OutputFormat.Choice format = new OutputFormat.Choice();

    private final Clock clock = Clock.system(Duty.ZONE);

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Registry> registry =
                RobotFile.registry(spec.commandLine(), new PolicyDirectory(spec.commandLine(), path));
        if (registry.isEmpty()) {
            return 1;
        }
        Robot robot = RobotChoice.of(spec.commandLine(), registry.get(), id);
        List<Lifecycle.Move> next = registry.get().vocabulary().lifecycle().from(robot.status());
        Optional<String> offDuty = registry.get().offDuty(robot, clock.instant());
        List<Paper> papers = registry.get().papers(robot);
        LocalDate today = LocalDate.now(clock);
        switch (format.get()) {
            case TEXT -> {
                out.println(robot.id() + "  " + robot.name() + "  " + Lifecycle.word(robot.status())
                        + offDuty.map(reason -> ", off duty: " + reason).orElse(""));
                robot.successor().ifPresent(successor -> out.println("Successor: " + successor));
                out.println(robot.history().isEmpty() ? "Life: not on record" : "Life:");
                robot.history().forEach(step -> out.println(line(step)));
                out.println("Papers:");
                papers.forEach(paper -> out.println("  %-12s  %s  %s left"
                        .formatted(
                                Lifecycle.word(paper.kind()),
                                paper.validUntil(),
                                Count.of(paper.daysLeft(today), "day"))));
                out.println(next.isEmpty() ? "Next: no move is allowed" : "Next:");
                next.forEach(move -> out.println(line(move)));
            }
            case JSON ->
                PolicyDirectory.json(out, json -> {
                    RobotJson.head(json, robot, offDuty);
                    RobotJson.history(json, robot.history());
                    RobotJson.papers(json, papers, today);
                    RobotJson.next(json, next);
                });
        }
        out.flush();
        return 0;
    }

    private static String line(Step step) {
        String evidence = step.evidence().entrySet().stream()
                .map(one -> "  " + one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining());
        return "  %s  %-10s  %s %s%s"
                .formatted(
                        step.since(),
                        Lifecycle.word(step.status()),
                        step.by().role().word(),
                        step.by().name(),
                        evidence);
    }

    /** A move, for people. */
    static String line(Lifecycle.Move move) {
        return "  %-10s  by %s; evidence: %s%s%s"
                .formatted(
                        Lifecycle.word(move.to()),
                        String.join(", ", move.roles()),
                        move.evidence().isEmpty() ? "none" : String.join(", ", move.evidence()),
                        move.optional().isEmpty() ? "" : "; possibly: " + String.join(", ", move.optional()),
                        move.anotherPerson() ? "; by another person than the step before" : "");
    }
}
