package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Pace;
import java.io.IOException;
import java.nio.file.Path;

/** A gateway of others that can be started beside jianhu, with its guards on. */
public interface Neighbour {

    /** Its name among the arms. */
    String title();

    /**
     * Starts it in front of the mock model, and waits until it is ready.
     *
     * @param scratch for its configuration and what it writes
     * @param results for its error output
     * @throws IOException when it does not get ready
     */
    Child start(int modelPort, Plan plan, Path scratch, Path results) throws IOException;

    /**
     * Where its questions go, when the model is to speak at a pace.
     *
     * @param port at which it listens
     */
    Target target(int port, int modelPort, Pace pace);
}
