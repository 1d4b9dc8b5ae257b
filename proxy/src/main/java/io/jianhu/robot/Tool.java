package io.jianhu.robot;

import java.util.Optional;

/**
 * A tool that a robot's model may call.
 *
 * @param name as the model calls it, never blank
 * @param title as people call it; the name where there is no other
 * @param arguments what its arguments must be, if anything is said of them
 */
public record Tool(String name, Vocabulary.Term title, Effect does, Optional<Schema> arguments) {

    /** What a call of it does. */
    public enum Effect {
        /** It looks something up. */
        READ,
        /** It changes something: fills in, submits, pays. */
        ACT
    }

    /** Whether a call must be known whole before any of it may leave: it acts, or its arguments have rules. */
    public boolean isWeighed() {
        return does == Effect.ACT || arguments.isPresent();
    }

    /** Whether the whole arguments of a call may be given to it; none count as an object without members. */
    public boolean accepts(String json) {
        return arguments.orElse(Schema.OBJECT).accepts(json.isBlank() ? "{}" : json);
    }
}
