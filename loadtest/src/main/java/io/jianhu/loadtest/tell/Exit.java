package io.jianhu.loadtest.tell;

import io.jianhu.loadtest.talk.WrongAnswer;
import java.io.IOException;
import java.nio.file.Path;

/** How a command that measures ends. */
public final class Exit {

    /** The figures are good. */
    public static final int GOOD = 0;
    /** The figures are bad, or cannot be trusted. */
    static final int BAD = 1;
    /** Usage, or something could not be started. */
    public static final int WRONG = 2;

    private Exit() {}

    /** Measures. */
    @FunctionalInterface
    public interface Measuring {

        /**
         * Measures and tells.
         *
         * @param directory for what is to be kept
         * @return whether the figures are good
         */
        boolean isGood(Path directory) throws IOException, InterruptedException, WrongAnswer;
    }

    /** Measures, and says what kept it from doing so. */
    public static int of(Circumstances circumstances, Measuring measuring) throws InterruptedException {
        try {
            return measuring.isGood(Place.results(circumstances)) ? GOOD : BAD;
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
            return WRONG;
        } catch (WrongAnswer e) {
            System.err.println("bench: " + e.getMessage());
            return BAD;
        }
    }
}
