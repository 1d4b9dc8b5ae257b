package io.jianhu;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Opens houses whose robots keep answers. */
final class Repeating {

    private Repeating() {}

    /**
     * A house whose policies, a copy of the shipped ones, stand in {@code policies} below the directory.
     *
     * @param cache what the robots' files say of it
     * @param dialect what their models speak
     */
    static House open(Path directory, String cache, String dialect, URI model) throws Exception {
        Path shipped = Path.of("..", "policies");
        Path policies = directory.resolve("policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = policies.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.startsWith(shipped.resolve("robots"))) {
                    String text = Files.readString(file);
                    Files.writeString(
                            copy,
                            text.replace("dialect: openai", "dialect: " + dialect)
                                    .replace("cache: off", cache));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return House.open(directory.resolve("state"), policies, model);
    }
}
