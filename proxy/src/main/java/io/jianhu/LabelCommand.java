package io.jianhu;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jianhu label}: puts the labels of GB 45438—2025 on a file, and tells whether a label is right. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = "Labels files as made by a machine, and checks such labels (GB 45438—2025).",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabelMarkdownCommand.class, LabelCheckCommand.class},
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu label markdown --config jianhu.yaml --robot FT-001 answer.md > labelled.md",
            "  jianhu label check labelled.md --key label.pub.pem"
        })
final class LabelCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "label: no command (expected: markdown or check)");
    }
}
