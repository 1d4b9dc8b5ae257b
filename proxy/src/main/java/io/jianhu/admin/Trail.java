package io.jianhu.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit's records, as the pages see them. */
@FunctionalInterface
interface Trail {

    /**
     * The newest records, newest first, each one JSON object.
     *
     * @param robot only of this robot
     * @param from only at or after this moment
     * @param to only before this moment
     */
    List<String> newest(Optional<String> robot, Optional<Instant> from, Optional<Instant> to, int limit)
            throws InterruptedException;
}
