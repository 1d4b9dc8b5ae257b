package io.jianhu;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Step;
import io.jianhu.source.Amendment;
import io.jianhu.source.Document;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.source.Replacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * The file of one robot in a policy directory, to which a step of its life is added.
 *
 * @param path below the directory
 */
record RobotFile(String path, byte[] bytes) {

    /** The registry of a directory; empty when something is wrong with it, which is then said. */
    static Optional<Registry> registry(CommandLine command, PolicyDirectory directory) {
        Optional<Registry> registry = directory.registry();
        if (!directory.problems().isEmpty()) {
            directory.problems().forEach(command.getErr()::println);
            return Optional.empty();
        }
        return registry;
    }

    /** The ids of a directory's robots, also of those whose files are refused for another reason. */
    static List<String> ids(Folder folder, Problems problems) {
        return Document.readAll(folder, "robots", "Robot", problems).stream()
                .flatMap(form -> form.optional("id").stream())
                .toList();
    }

    /** The file of a robot that a registry compiled from the folder has. */
    static RobotFile of(Robot robot, Folder folder) {
        for (Map.Entry<String, byte[]> file : folder.in("robots", ".yaml").entrySet()) {
            boolean its = Document.read(file.getKey(), file.getValue(), "Robot", new Problems())
                    .flatMap(form -> form.optional("id"))
                    .filter(robot.id().value()::equals)
                    .isPresent();
            if (its) {
                return new RobotFile(file.getKey(), file.getValue());
            }
        }
        throw new IllegalArgumentException("no file of " + robot.id());
    }

    /** The file with one more step and the status it leads to; empty when it is not written so that it can be changed. */
    Optional<byte[]> with(Step step) {
        Amendment amendment = new Amendment(bytes);
        return amendment.set("status", Lifecycle.word(step.status()), "history", item(step, amendment.inBraces()));
    }

    /** In YAML; in JSON where that is what the file is. */
    private static String item(Step step, boolean json) {
        String evidence = step.evidence().entrySet().stream()
                .map(one -> member(one.getKey(), quoted(one.getValue()), json))
                .collect(Collectors.joining(", "));
        return "{" + member("status", word(Lifecycle.word(step.status()), json), json)
                + ", " + member("since", word(step.since().toString(), json), json)
                + ", "
                + member(
                        "by",
                        "{" + member("role", word(step.by().role().word(), json), json) + ", "
                                + member("name", quoted(step.by().name()), json) + "}",
                        json)
                + (evidence.isEmpty() ? "" : ", " + member("evidence", "{" + evidence + "}", json))
                + "}";
    }

    private static String member(String key, String value, boolean json) {
        return word(key, json) + ": " + value;
    }

    private static String word(String word, boolean json) {
        return json ? "\"" + word + "\"" : word;
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /**
     * Puts other bytes in its place, at once.
     *
     * @return false when somebody else has changed it meanwhile; then it stays as it is
     * @throws IOException when it cannot be written; then it stays as it is
     */
    boolean replace(Path directory, byte[] changed) throws IOException {
        Path file = directory.resolve(path);
        if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Replacement.write(file, changed);
        return true;
    }
}
