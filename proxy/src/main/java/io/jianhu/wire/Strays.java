package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what may be a tool call, or a part of one, in a place where the dialect knows none. */
public final class Strays {

    private static final Set<String> HEAD = Set.of("index", "id", "type");

    private Strays() {}

    /** Whether a member that no call should have may mean something to whoever executes it. */
    public static boolean isPart(String key, @Nullable Json value) {
        return switch (value) {
            case Json.Text text -> !text.value().isEmpty() && !HEAD.contains(key);
            case Json.Items items -> !items.list().isEmpty();
            case Json.Members members -> !members.map().isEmpty();
            case Json.Literal literal -> false;
            case null -> false;
        };
    }

    /** Whether something stands there under the key {@code name}, however deep. */
    public static boolean isNamed(String key, @Nullable Json value) {
        return switch (value) {
            case Json.Text text -> key.equals("name") && !text.value().isEmpty();
            case Json.Items items -> items.list().stream().anyMatch(item -> isNamed(key, item));
            case Json.Members members ->
                members.map().entrySet().stream().anyMatch(member -> isNamed(member.getKey(), member.getValue()));
            case Json.Literal literal -> false;
            case null -> false;
        };
    }
}
