package io.jianhu.upstream;

/** Counts how calls to models end, and is shown how models are. Called from any thread; waits for nothing. */
public interface Upstreams {

    /**
     * Counts one call.
     *
     * @param robot the robot whose model was called
     * @param code the HTTP status, or a bounded word where no good answer came to its end, such as {@code cut}
     */
    void answered(String robot, String code);

    /**
     * Counts one attempt more.
     *
     * @param reason a bounded word: why the attempt before it came to nothing
     */
    void retried(String robot, String reason);

    /** A robot's model is asked for the first time; its figures can be read from now on. */
    void met(Figures figures);

    /** How a robot's model is. Read from any thread. */
    interface Figures {

        String robot();

        /** How many calls are under way. */
        int inflight();

        /** How many of its endpoints are not asked because they failed. */
        int ejected();

        /** 0 when it is asked, 1 when one call finds out whether it can be asked again, 2 when it is not asked. */
        int breaker();
    }
}
