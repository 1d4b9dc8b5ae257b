package io.jianhu;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jianhu robot}: the group of commands about the life of robots. */
@Command(
        name = "robot",
        mixinStandardHelpOptions = true,
        description = "The robots of a policy directory: where they are in their lives, and the next step.",
        subcommands = {RobotListCommand.class, RobotShowCommand.class, RobotMoveCommand.class},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu robot list policies",
            "  jianhu robot show policies FT-003",
            "  jianhu robot move policies FT-003 --to suspended --role guardian --by 示例巡查协调科 --evidence reason=例行检查"
        })
final class RobotCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "which? (expected: one of "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
