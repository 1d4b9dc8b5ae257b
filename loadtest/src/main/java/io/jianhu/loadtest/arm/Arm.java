package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.ask.Target;
import java.util.Optional;

/**
 * One way from the citizen to the model.
 *
 * @param documents where questions for whole answers go; the model answers at once
 * @param streams where questions for streams go; the model speaks token by token
 * @param process what stands in the way, if anything
 * @param kind what it does with what passes through it
 */
public record Arm(String name, Target documents, Target streams, Optional<Child> process, Kind kind) {

    /** What an arm does with what passes through it. */
    public enum Kind {
        /** Nothing. */
        PASSES,
        /** Looks at it, as another's gateway with its guards on. */
        GUARDS,
        /** Looks at it, and tells the citizen that a machine speaks. */
        TELLS
    }

    /** The name of the arm without anything in the way. */
    public static final String DIRECT = "direct";
    /** The name of the bare relay's arm. */
    public static final String RELAY = "relay";
    /** The name of nginx's arm. */
    public static final String NGINX = "nginx";
    /** The name of HAProxy's arm. */
    public static final String HAPROXY = "haproxy";
    /** The name of the arm that is the gateway as its users start it. */
    public static final String JIANHU = "jianhu";

    /** Where questions of one kind go. */
    public Target target(boolean stream) {
        return stream ? streams : documents;
    }

    /** Whether the citizen must be told that a machine speaks. */
    public boolean mustTell() {
        return kind == Kind.TELLS;
    }
}
