package io.jianhu.robot;

import io.jianhu.chat.RobotId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An application that may call robots.
 *
 * @param certificate the names of which its certificate bears one or more
 * @param robots the ids of the robots it may call; {@code *} stands for all
 */
public record Client(String id, String name, List<Key> keys, Set<San> certificate, Set<String> robots, Limits limits) {

    /** Who calls where no keys are asked for. */
    public static final Client ANYONE = new Client("anyone", "anyone", List.of(), Set.of("*"), Limits.NONE);

    public Client {
        keys = List.copyOf(keys);
        certificate = Set.copyOf(certificate);
        robots = Set.copyOf(robots);
    }

    /** Without a certificate. */
    public Client(String id, String name, List<Key> keys, Set<String> robots, Limits limits) {
        this(id, name, keys, Set.of(), robots, limits);
    }

    public boolean mayCall(RobotId robot) {
        return robots.contains("*") || robots.contains(robot.value());
    }

    /**
     * A key, known by its hash only.
     *
     * @param hash as {@link ApiKey#hash} writes it
     * @param expires the last day on which it opens
     */
    public record Key(String hash, Optional<LocalDate> expires) {}

    /**
     * How much it may ask for; empty means as much as the gateway allows.
     *
     * @param streams how many of its exchanges may run at once
     * @param bodies how many bytes the bodies of those may have together
     */
    public record Limits(OptionalInt requestsPerSecond, OptionalInt streams, OptionalInt bodies) {

        public static final Limits NONE = new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
