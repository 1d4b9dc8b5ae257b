package io.jianhu.flow;

import java.time.Duration;
import java.util.Optional;

/** How the way to the model and back ended. */
public sealed interface Outcome {

    /** The whole answer has been given to the client. */
    record Completed(Timing timing) implements Outcome {}

    /**
     * The answer was stopped by a verdict; what may be shown has been given, and the rest will be the gateway's words.
     *
     * @param begun whether a part of an answer has reached the client
     */
    record Stopped(Timing timing, boolean begun) implements Outcome {}

    /**
     * What was hidden in the answer could not be put on record, so that no more of it may be given.
     *
     * @param begun whether a part of an answer has reached the client
     */
    record Unrecorded(boolean begun) implements Outcome {}

    /**
     * Nothing more of the answer may be given.
     *
     * @param why such as that the robot was braked
     * @param begun whether a part of an answer has reached the client
     */
    record Halted(Answer.Halt why, Timing timing, boolean begun) implements Outcome {}

    /** The client left. */
    record ClientGone() implements Outcome {}

    /**
     * The model failed.
     *
     * @param reason a bounded word, such as {@code refused}, {@code timeout}, {@code status}, {@code malformed}, {@code cut}
     * @param begun whether a part of an answer has reached the client
     * @param heard whether a part of an answer has been heard, so that no other answer can be passed on in its place
     */
    record UpstreamFailed(String reason, boolean begun, boolean heard) implements Outcome {

        /** 504 when the model took too long, otherwise 502. */
        public int status() {
            return reason.endsWith("timeout") ? 504 : 502;
        }
    }

    /**
     * What was measured on the way.
     *
     * @param model the model the upstream named, or empty
     * @param fingerprint what the upstream called its configuration, or empty
     * @param upstream from asking the model to its last byte
     * @param firstToken from asking the model to its first words
     * @param recalled whether the answer was kept from another time, and no model was asked
     */
    record Timing(
            String model, String fingerprint, Duration upstream, Optional<Duration> firstToken, boolean recalled) {

        /** Of a model that was asked. */
        public Timing(String model, String fingerprint, Duration upstream, Optional<Duration> firstToken) {
            this(model, fingerprint, upstream, firstToken, false);
        }

        /** Of an answer that a model gave at another time. */
        public static Timing recalled(String model, String fingerprint) {
            return new Timing(model, fingerprint, Duration.ZERO, Optional.empty(), true);
        }

        Timing named(String otherModel, String otherFingerprint) {
            return new Timing(otherModel, otherFingerprint, upstream, firstToken, recalled);
        }
    }
}
