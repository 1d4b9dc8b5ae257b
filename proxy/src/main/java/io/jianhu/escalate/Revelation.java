package io.jianhu.escalate;

import io.jianhu.chat.Original;
import java.util.List;

/** What a guardian who asks for the citizen's own values in a ticket may be shown. */
public sealed interface Revelation {

    /** The values, in the order in which the citizen gave them; possibly none. */
    record Values(List<Original> values) implements Revelation {
        public Values {
            values = List.copyOf(values);
        }
    }

    /** The ticket is in nobody's hands, or in another guardian's. */
    record NotHeld() implements Revelation {}

    /** The ticket is no longer open. */
    record Ended(State state) implements Revelation {}

    /** The values are not in memory any more: the ticket was answered, or the gateway started anew. */
    record Gone() implements Revelation {}

    /** There is no such ticket. */
    record Unknown() implements Revelation {}
}
