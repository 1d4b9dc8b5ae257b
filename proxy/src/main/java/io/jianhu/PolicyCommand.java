package io.jianhu;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jianhu policy}: the group of commands about a policy directory. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks a policy before it goes live, brings words into it, and packs it up.",
        subcommands = {
            PolicyLintCommand.class,
            PolicyTestCommand.class,
            PolicyExplainCommand.class,
            PolicyDiffCommand.class,
            PolicyFpCommand.class,
            PolicyReplayCommand.class,
            PolicyImportCommand.class,
            PolicyBuildCommand.class,
            PolicySignCommand.class,
            PolicyVerifyCommand.class,
            PolicyRollbackCommand.class
        })
final class PolicyCommand implements Callable<Integer> {
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
