package io.jianhu.assess;

import io.jianhu.chat.Decision;
import java.time.Duration;
import java.util.List;

/** What came back for a question. */
public sealed interface Reply {

    /** The id by which the gateway's records know the exchange; possibly empty. */
    String request();

    Duration took();

    /**
     * A whole answer.
     *
     * @param rules the ids of the rules that decided
     * @param policy the revision under which it was decided
     * @param model as the upstream named it, or as the gateway echoes it where no model spoke
     * @param words all that the citizen reads
     */
    record Whole(
            String request,
            Duration took,
            Decision decision,
            List<String> rules,
            String policy,
            String model,
            String words)
            implements Reply {
        public Whole {
            rules = List.copyOf(rules);
        }

        /** Whether the model's words reached the citizen. */
        boolean isModels() {
            return decision == Decision.ALLOW || decision == Decision.MASK;
        }

        /** Prints no words. */
        @Override
        public String toString() {
            return "Whole[" + request + ", " + decision.word() + "]";
        }
    }

    /**
     * No whole answer.
     *
     * @param why in a few words, none of them the citizen's or the model's
     */
    record Broken(String request, Duration took, String why) implements Reply {}
}
