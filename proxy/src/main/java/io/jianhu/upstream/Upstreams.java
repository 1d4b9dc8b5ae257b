package io.jianhu.upstream;

/** Counts how calls to models end. */
@FunctionalInterface
public interface Upstreams {

    /**
     * Counts one call.
     *
     * @param robot the robot whose model was called
     * @param code the HTTP status, or a bounded word where no good answer came to its end, such as {@code cut}
     */
    void answered(String robot, String code);
}
