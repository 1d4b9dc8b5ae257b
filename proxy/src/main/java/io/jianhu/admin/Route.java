package io.jianhu.admin;

import io.jianhu.net.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing the admin plane can do.
 *
 * @param path with variable segments in braces, such as {@code /api/robots/{id}/brake}
 */
record Route(String method, String path, Access access, Action action) {

    /** What is done for a call. */
    @FunctionalInterface
    interface Action {
        Page serve(Call call) throws InterruptedException;
    }

    /** Who may call. */
    sealed interface Access {
        /** Anyone, without a login. */
        record Open() implements Access {}

        /** Anyone, but from a browser only through this gateway's own pages. */
        record SameOrigin() implements Access {}

        /** Operators with one of these roles. */
        record Roles(Set<OperatorRole> roles) implements Access {
            public Roles {
                roles = Set.copyOf(roles);
            }
        }
    }

    static final Access OPEN = new Access.Open();
    static final Access SAME_ORIGIN = new Access.SameOrigin();
    static final Access SIGNED_IN = new Access.Roles(Set.of(OperatorRole.values()));

    static Access roles(OperatorRole... roles) {
        return new Access.Roles(Set.of(roles));
    }

    boolean changes() {
        return !method.equals("GET");
    }

    /** The values of the variable segments when the path is of this form. */
    Optional<Map<String, String>> match(String visited) {
        List<String> pattern = List.of(path.split("/", -1));
        List<String> segments = List.of(visited.split("/", -1));
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int at = 0; at < pattern.size(); at++) {
            String form = pattern.get(at);
            String segment = segments.get(at);
            if (form.startsWith("{") && !segment.isEmpty()) {
                values.put(form.substring(1, form.length() - 1), segment);
            } else if (!form.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
