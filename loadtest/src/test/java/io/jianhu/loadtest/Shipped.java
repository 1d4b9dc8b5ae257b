package io.jianhu.loadtest;

import io.jianhu.source.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shipped policies. */
final class Shipped {

    private Shipped() {}

    static Folder policies() throws IOException {
        Path policies = Path.of("..").resolve("policies");
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(policies)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(policies.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return new Folder("policies", files);
    }
}
