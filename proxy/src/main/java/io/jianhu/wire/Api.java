package io.jianhu.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every chat API that clients may call, and every kind of server that models run on.
 *
 * @param usual the path of the dialect in which a caller is answered that speaks none
 * @param dialects by their path behind a robot's address: {@code v1/chat/completions}
 * @param servers by the name that a robot's file gives them
 */
public record Api(String usual, Map<String, Dialect> dialects, Map<String, Server> servers) {

    public Api {
        dialects = Map.copyOf(dialects);
        servers = Map.copyOf(servers);
        if (!dialects.containsKey(usual)) {
            throw new IllegalArgumentException("usual path " + usual + " (expected: that of a dialect)");
        }
    }

    /** What is spoken at a path. */
    public Optional<Dialect> at(String path) {
        return Optional.ofNullable(dialects.get(path));
    }

    /** In what a caller is told that nothing is spoken at a path: in the dialect whose path begins most like it. */
    public Dialect near(String path) {
        return dialects.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, Dialect> spoken) -> shared(spoken.getKey(), path))
                        .thenComparing(spoken -> spoken.getKey().equals(usual)))
                .orElseThrow()
                .getValue();
    }

    /** How many names two paths have in common at their beginning. */
    private static int shared(String one, String other) {
        String[] names = one.split("/", -1);
        String[] others = other.split("/", -1);
        int shared = 0;
        while (shared < names.length && shared < others.length && names[shared].equals(others[shared])) {
            shared++;
        }
        return shared;
    }

    /** The server of a name that a robot's file was checked for. */
    public Server server(String name) {
        Server server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("server " + name + " (expected: " + List.copyOf(servers.keySet()) + ")");
        }
        return server;
    }
}
