package io.jianhu.loadtest.arm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway with other options of the Java machine.
 *
 * @param arm what it is called
 * @param options such as {@code -XX:-UseParallelGC -XX:+UseG1GC}; they stand after the gateway's own
 */
public record Variant(String arm, String options) implements Variation {

    private static final Pattern GIVEN = Pattern.compile("(?<name>[a-z0-9-]{1,12})=(?<options>-.+)");

    private static final String NOT_PARALLEL = "-XX:-UseParallelGC ";

    /** What is compared when nothing else is said: collectors, smaller heads of objects, fewer carriers. */
    public static final List<Variant> USUAL = List.of(
            new Variant("serial", NOT_PARALLEL + "-XX:+UseSerialGC"),
            new Variant("g1", NOT_PARALLEL + "-XX:+UseG1GC"),
            new Variant("z", NOT_PARALLEL + "-XX:+UseZGC"),
            new Variant("compact", "-XX:+UseCompactObjectHeaders"),
            new Variant("one-carrier", "-Djdk.virtualThreadScheduler.parallelism=1"));

    /** Reads {@code name=options}; empty when it is not that, or has the name of another arm. */
    public static Optional<Variant> of(String given) {
        Matcher matcher = GIVEN.matcher(given);
        return matcher.matches() && !List.of(Arm.DIRECT, Arm.JIANHU).contains(matcher.group("name"))
                ? Optional.of(new Variant(matcher.group("name"), matcher.group("options")))
                : Optional.empty();
    }

    @Override
    public String difference() {
        return options;
    }

    @Override
    public int words(int usual) {
        return usual;
    }

    /** Changes nothing. */
    @Override
    public void change(Path policies) {}

    @Override
    public List<String> before() {
        String usual = Optional.ofNullable(System.getenv("JIANHU_JAVA_OPTIONS")).orElse("");
        return List.of("env", "JIANHU_JAVA_OPTIONS=" + (usual + " " + options).strip());
    }
}
