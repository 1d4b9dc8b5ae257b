package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu robot list DIR}: every robot, its status and its papers. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the robots: status, why one may not work today, and the last days of its papers.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:good", "1:the directory has problems", "2:wrong usage, or no such directory"},
        footerHeading = "Examples:%n",
        footer = {"  jianhu robot list policies", "  jianhu robot list policies --format json"})
final class RobotListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The policy directory, or a bundle.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path path;

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
        switch (format.get()) {
            case TEXT ->
                registry.get().robots().stream()
                        .map(robot -> line(registry.get(), robot))
                        .forEach(out::println);
            case JSON ->
                PolicyDirectory.json(out, json -> {
                    json.writeArrayFieldStart("robots");
                    for (Robot robot : registry.get().robots()) {
                        json.writeStartObject();
                        write(json, registry.get(), robot);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
        }
        out.flush();
        return 0;
    }

    private String line(Registry registry, Robot robot) {
        LocalDate today = LocalDate.now(clock);
        String papers = registry.papers(robot).stream()
                .map(paper -> "  " + Lifecycle.word(paper.kind()) + " " + paper.validUntil() + " ("
                        + Count.of(paper.daysLeft(today), "day") + ")")
                .collect(Collectors.joining());
        return "%-12s  %-18s%s  %s"
                .formatted(
                        robot.id(),
                        registry.offDuty(robot, clock.instant()).orElse(Lifecycle.word(robot.status())),
                        papers,
                        robot.name());
    }

    private void write(JsonGenerator json, Registry registry, Robot robot) throws IOException {
        RobotJson.head(json, robot, registry.offDuty(robot, clock.instant()));
        RobotJson.papers(json, registry.papers(robot), LocalDate.now(clock));
    }
}
