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
                .orElseThrow(() -> new ParameterException(
                        command,
                        unknown(
                                id,
                                registry.robots().stream()
                                        .map(robot -> robot.id().value())
                                        .toList())));
    }

    /** That no robot has an id, and which ids there are. */
    static String unknown(String id, List<String> known) {
        if (known.isEmpty()) {
            return "no such robot: '" + id + "' (expected: a robot in robots/)";
        }
        String some = known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return "no such robot: '" + id + "' (expected: " + some + (known.size() > MOST_NAMED ? ", …)" : ")")
                + Suggest.hint(id, known);
    }
}
