package io.jianhu.robot;

import io.jianhu.source.Place;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step in the life of a robot: it came to a status.
 *
 * @param since the first day on which it had it
 * @param evidence what shows that the step was right, by the names of the {@link Lifecycle}; no value is blank
 * @param place of its first day in the robot's file; the file itself for a step that is not in it yet
 */
public record Step(Robot.Status status, LocalDate since, By by, Map<String, String> evidence, Place place) {

    /** The evidence that names the robot which takes over from a retired one. */
    static final String SUCCESSOR = "successor";

    private static final int LONGEST = 500;

    public Step {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** Whether a text may be a name or a piece of evidence: one line of 1 to 500 characters, not all blank. */
    public static boolean isWords(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Who made it.
     *
     * @param name a person, or an office; not blank
     */
    public record By(Lifecycle.Role role, String name) {}
}
