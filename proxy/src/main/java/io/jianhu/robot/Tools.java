package io.jianhu.robot;

import java.util.List;
import java.util.Optional;

/**
 * The only tools that a robot's model may call.
 *
 * @param latitude what its level lets tools do
 */
public record Tools(Latitude latitude, List<Tool> allowed) {

    /** The notice for a call that is stopped and given to a guardian. */
    public static final String STOPPED = "tool-call";

    /** What a guardian reads of such a call: which tool it was. */
    public static final String CALLED = "tool-called";

    /** The notice that asks for the citizen's consent to a call. */
    public static final String ASKING = "authorise";

    public Tools {
        allowed = List.copyOf(allowed);
    }

    /** The tool of a name, letter by letter; empty when it may not be called. */
    public Optional<Tool> named(String name) {
        return allowed.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** Whether some call of these tools needs the citizen's consent. */
    boolean mayAsk() {
        return latitude == Latitude.AUTHORISED && allowed.stream().anyMatch(tool -> tool.does() == Tool.Effect.ACT);
    }
}
