package io.jianhu.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every chat API that clients may call, and every kind of server that models run on.
 *
 * @param dialects by their path behind a robot's address: {@code v1/chat/completions}
 * @param servers by the name that a robot's file gives them
 */
public record Api(Map<String, Dialect> dialects, Map<String, Server> servers) {

    public Api {
        dialects = Map.copyOf(dialects);
        servers = Map.copyOf(servers);
    }

    /** What is spoken at a path. */
    public Optional<Dialect> at(String path) {
        return Optional.ofNullable(dialects.get(path));
    }

    /** The dialect for a caller's error where nothing is spoken: that of the path's neighbour, the longest kept first. */
    public Dialect near(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Optional<Dialect> here = at(path.substring(0, end));
            if (here.isPresent()) {
                return here.get();
            }
        }
        String first = path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/'));
        return dialects.keySet().stream()
                .filter(other -> other.startsWith(first + "/"))
                .min(java.util.Comparator.comparing((String other) -> !other.equals("v1/chat/completions"))
                        .thenComparing(other -> other))
                .or(() -> dialects.keySet().stream()
                        .filter("v1/chat/completions"::equals)
                        .findFirst())
                .map(dialects::get)
                .orElseThrow();
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
