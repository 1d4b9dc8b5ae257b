package io.jianhu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The shipped policies, copied so that a test may change them. */
final class Shipped {

    private static final Path POLICIES = Path.of("..", "policies");

    private Shipped() {}

    /** Copies them all, the robots' files changed. */
    static void copy(Path target, UnaryOperator<String> robots) throws IOException {
        try (Stream<Path> files = Files.walk(POLICIES)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(POLICIES.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.startsWith(POLICIES.resolve("robots"))) {
                    Files.writeString(copy, robots.apply(Files.readString(file)));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
