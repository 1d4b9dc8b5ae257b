package io.jianhu;

import io.jianhu.source.EngineVersion;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The door of the program: its commands. */
@Command(
        name = "jianhu",
        mixinStandardHelpOptions = true,
        version = "jianhu " + EngineVersion.CURRENT,
        description = "监护: a runtime guardrail proxy for government chatbots.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  jianhu demo                          try everything on this machine",
            "  jianhu serve --config jianhu.yaml    run in production",
            "  jianhu policy lint policies          check rules, robots and notices",
            "  jianhu robot list policies           who is on duty, and how long the papers last",
            "  jianhu matrix                        which clause is answered by which rules and tests",
            "  jianhu mask '手机13800138000'          take personal data out of a text",
            "  jianhu label check answer.md           tell whether a label of generated content is right",
            "  jianhu assess --config jianhu.yaml --robot FT-001 --out assessment",
            "                                       assess a robot before it goes on duty",
            "  jianhu keys new --client portal      make an API key",
            "",
            "Exit codes: 0 good, 1 findings or failed tests, 2 usage or configuration error."
        })
public final class Main implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            PolicyCommand.class,
            RobotCommand.class,
            MatrixCommand.class,
            MaskCommand.class,
            LabelCommand.class,
            AssessCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            UsersCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line; answers the exit code. */
    static int run(String... arguments) {
        return line(arguments).execute(arguments);
    }

    /** What reads some arguments: it has at least the command that they name. */
    static CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        named(arguments).forEach(line::addSubcommand);
        return line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Fault::end);
    }

    /** The command that is asked for, or all: to read what they are takes a tenth of a start. */
    private static List<Class<?>> named(String... arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.err);
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
