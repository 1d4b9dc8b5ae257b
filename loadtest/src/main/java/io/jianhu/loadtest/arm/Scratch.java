package io.jianhu.loadtest.arm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories for what is needed only while something is measured. */
public final class Scratch {

    private Scratch() {}

    /** Removes one with all that is in it. */
    public static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: " + directory + " could not be removed");
        }
    }
}
