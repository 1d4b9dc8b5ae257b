package io.jianhu.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A secret by the place where it is kept, {@code env:NAME} or {@code file:/PATH}. It is read each time it is used, so
 * that it can be changed while running. The secret is never printed, and its place only to whoever has to put it there.
 */
public final class Secret {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final int MOST_BYTES = 8192;

    private final String place;

    private Secret(String place) {
        this.place = place;
    }

    /** What is wrong with a place; empty when it is right. */
    static Optional<String> problem(String place) {
        boolean right = place.startsWith("env:")
                ? NAME.matcher(place.substring(4)).matches()
                : place.startsWith("file:") && isAbsolute(place.substring(5));
        return right ? Optional.empty() : Optional.of("(expected: env:NAME or file:/ABSOLUTE/PATH)");
    }

    static Secret at(String place) {
        if (problem(place).isPresent()) {
            throw new IllegalArgumentException("place of a secret");
        }
        return new Secret(place);
    }

    /** Where it is looked for, as the robot's file says it. */
    public String place() {
        return place;
    }

    /** The secret as it is now; empty when it is not there, or has characters that no HTTP header may carry. */
    public Optional<String> reveal() {
        return reveal(Secret::variable);
    }

    Optional<String> reveal(Function<String, Optional<String>> environment) {
        return kept(environment)
                .map(String::strip)
                .filter(secret -> !secret.isEmpty() && secret.chars().allMatch(sign -> sign > ' ' && sign < 0x7F));
    }

    /** The secret as it is now, of any characters and lines; empty when it is not there. */
    Optional<String> lines() {
        return kept(Secret::variable);
    }

    private Optional<String> kept(Function<String, Optional<String>> environment) {
        return place.startsWith("env:") ? environment.apply(place.substring(4)) : read(Path.of(place.substring(5)));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Prints nothing of it. */
    @Override
    public String toString() {
        return "***";
    }
}
