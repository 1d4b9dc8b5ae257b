package io.jianhu.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The registered robots and their brakes, as the pages see them. */
interface Fleet {

    /**
     * One robot.
     *
     * @param status the registered status, such as {@code on-duty}
     * @param brake who stopped it, if it is stopped
     */
    record Robot(
            String id,
            String name,
            String department,
            String type,
            String level,
            String status,
            List<String> guardians,
            Optional<Brake> brake) {
        public Robot {
            guardians = List.copyOf(guardians);
        }
    }

    /** That a robot was stopped by hand. */
    record Brake(String by, Instant at, String reason) {}

    List<Robot> list();

    /** Stops a robot at once. */
    void brake(String robot, String by, String reason) throws InterruptedException;

    /** Lets a stopped robot work again. */
    void release(String robot, String by, String reason) throws InterruptedException;
}
