package io.jianhu;

import io.jianhu.flow.Edition;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Robot;
import io.jianhu.source.Suggest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** For which robot, client and conversation, and at which stage, a command tries a policy. */
final class Circumstances {

    @Option(
            names = "--robot",
            paramLabel = "ID",
            description = "For this robot (default: the first that is registered).")
    private Optional<String> robot = Optional.empty();

    @Option(
            names = "--stage",
            paramLabel = "input|output",
            description = "As what the text is read: input, output, tool_call or tool_result (default: input).",
            converter = StageConverter.class)
    private Stage stage = Stage.INPUT;

    @Option(names = "--client", paramLabel = "NAME", description = "As asked by this client.")
    private String client = "";

    @Option(
            names = "--conversation",
            paramLabel = "NAME",
            description = "In this conversation: decides whether a canary rule is enforced.")
    private String conversation = "";

    Stage stage() {
        return stage;
    }

    /** @throws ParameterException when there is no such robot */
    Robot robot(CommandLine command, Edition edition) {
        if (robot.isEmpty()) {
            return edition.registry().robots().stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new ParameterException(command, "no robot is registered (expected: one in robots/)"));
        }
        return RobotChoice.of(command, edition.registry(), robot.get());
    }

    Situation situation(Robot of) {
        return new Situation(
                of.profile(),
                of.policy().strictness(),
                of.policy().watch(),
                client,
                conversation,
                LocalDate.now(Duty.ZONE));
    }

    /** Reads {@code input} and the like. */
    static final class StageConverter implements ITypeConverter<Stage> {
        @Override
        public Stage convert(String value) {
            List<String> words = Arrays.stream(Stage.values()).map(Stage::word).toList();
            return Arrays.stream(Stage.values())
                    .filter(stage -> stage.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' (expected: "
                            + String.join(", ", words) + ")" + Suggest.hint(value, words)));
        }
    }
}
