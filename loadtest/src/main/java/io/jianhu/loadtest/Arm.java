package io.jianhu.loadtest;

import java.util.Optional;

/**
 * One way from the citizen to the model.
 *
 * @param documents where questions for whole answers go; the model answers at once
 * @param streams where questions for streams go; the model speaks token by token
 * @param process what stands in the way, if anything
 * @param mustTell whether the citizen must be told that a machine speaks
 */
record Arm(String name, Target documents, Target streams, Optional<Child> process, boolean mustTell) {

    static final String DIRECT = "direct";
    static final String RELAY = "relay";
    static final String NGINX = "nginx";
    static final String HAPROXY = "haproxy";
    static final String JIANHU = "jianhu";
}
