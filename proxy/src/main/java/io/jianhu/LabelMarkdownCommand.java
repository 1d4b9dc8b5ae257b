package io.jianhu;

import io.jianhu.disclose.AigcLabel;
import io.jianhu.disclose.Disclosure;
import io.jianhu.disclose.Markdown;
import io.jianhu.flow.Edition;
import io.jianhu.net.RequestIds;
import io.jianhu.robot.LabelKey;
import io.jianhu.robot.Robot;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Replacement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jianhu label markdown}: puts a robot's labels, the hidden and the visible one, on a Markdown file. */
@Command(
        name = "markdown",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the hidden label into the front matter of a Markdown file, under AIGC, signed if the robot's file says"
                    + " so, and the visible one, the notice 'label', at the beginning of its text if none is there.",
            "What the file has stays as it is: other keys, comments, ends of lines, byte order mark."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:labelled",
            "1:the file has a label already, or front matter that cannot be edited",
            "2:wrong usage, or a configuration, policy or key fails"
        },
        footerHeading = "Examples:%n",
        footer = {
            "  jianhu label markdown --config jianhu.yaml --robot FT-001 answer.md > labelled.md",
            "  jianhu label markdown --config jianhu.yaml --robot FT-001 --produce-id 01JDBQ4Z8M6T2V9W3X5Y7R1N0P"
                    + " --in-place answer.md"
        })
final class LabelMarkdownCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The gateway's configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path configuration;

    @Option(names = "--robot", required = true, paramLabel = "ID", description = "The robot that made the text.")
    private String robotId = "";

    @Option(
            names = "--produce-id",
            paramLabel = "ID",
            description = "The number of the answer, from its aigc label or x-request-id (default: a new one).")
    private Optional<String> produceId = Optional.empty();

    @Option(names = "--in-place", description = "Replace the file instead of writing to standard output.")
    private boolean inPlace;

    @Option(names = "--force", description = "Replace a hidden label that the file has.")
    private boolean force;

    @Parameters(paramLabel = "FILE.md", description = "The Markdown file, in UTF-8.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required.
    private Path file;

    private final OutputStream results;

    LabelMarkdownCommand() {
        this(System.out);
    }

    /** @param results where a labelled file goes, byte by byte, whatever the terminal's encoding */
    LabelMarkdownCommand(OutputStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        return switch (Configuration.read(configuration, System.getenv())) {
            case Compilation.Rejected<Configuration> rejected -> refuse(2, rejected.problems());
            case Compilation.Compiled<Configuration> compiled -> label(compiled.value());
        };
    }

    private int label(Configuration read) throws IOException {
        PolicyDirectory directory = new PolicyDirectory(spec.commandLine(), read.policies());
        Optional<Edition> edition = directory.edition();
        if (edition.isEmpty()) {
            return refuse(2, directory.problems());
        }
        Robot robot = RobotChoice.of(spec.commandLine(), edition.get().registry(), robotId);
        AigcLabel label = label(robot);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong(file + ": cannot be read: " + e.getClass().getSimpleName());
        }
        Map<String, String> values = edition.get().registry().noticeValues(robot);
        String visible = edition.get().notices().text("label", values);
        List<String> marks =
                new ArrayList<>(Disclosure.of(edition.get().notices(), values).marks());
        marks.add(visible.lines().findFirst().orElse(visible));
        Problems problems = new Problems();
        Optional<String> labelled = Markdown.read(file.toString(), bytes, problems)
                .flatMap(text -> text.labelled(label, visible, marks, force, problems));
        if (labelled.isEmpty()) {
            return refuse(1, problems.list());
        }
        write(labelled.get().getBytes(StandardCharsets.UTF_8));
        if (produceId.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("label: a new ProduceID, of no answer: "
                            + label.fields().get("ProduceID"));
        }
        return 0;
    }

    private AigcLabel label(Robot robot) {
        AigcLabel plain;
        try {
            plain = AigcLabel.of(robot.label().providerCode(), produceId.orElseGet(RequestIds::next));
        } catch (IllegalArgumentException e) {
            throw wrong("--produce-id: " + e.getMessage());
        }
        Optional<LabelKey> key = robot.label().sign();
        if (key.isEmpty()) {
            return plain;
        }
        SigningKey read = key.get()
                .read()
                .orElseThrow(() -> wrong(
                        "robot " + robotId + ": no " + key.get().algorithm().word()
                                + " key where label.sign.keyFrom says (expected: PKCS#8 in PEM, unencrypted)"));
        return plain.signed(read);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int refuse(int code, List<Problem> problems) {
        problems.forEach(spec.commandLine().getErr()::println);
        return code;
    }

    private void write(byte[] labelled) throws IOException {
        if (!inPlace) {
            results.write(labelled);
            results.flush();
            return;
        }
        Replacement.write(file, labelled);
    }
}
