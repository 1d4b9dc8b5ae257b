package io.jianhu;

import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.source.Suggest;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The robot that a command is about. */
final class RobotChoice {

    private static final int MOST_NAMED = 5;

    private RobotChoice() {}

    /** @throws ParameterException when no robot has this id */
    static Robot of(CommandLine command, Registry registry, String id) {
        return registry.robot(id)
                .orElseThrow(
                        () -> new ParameterException(command, "no such robot: '" + id + "'" + expected(registry, id)));
    }

    private static String expected(Registry registry, String id) {
        List<String> known =
                registry.robots().stream().map(robot -> robot.id().value()).toList();
        String some = known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return " (expected: " + some + (known.size() > MOST_NAMED ? ", …)" : ")") + Suggest.hint(id, known);
    }
}
