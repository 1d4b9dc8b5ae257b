package io.jianhu.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What of an answer may pass although no guard reads it: numbers, and short names under keys that hold names. */
final class Harmless {

    private static final int LONGEST = 256;
    private static final Set<String> NAMING = Set.of(
            "id",
            "object",
            "model",
            "role",
            "type",
            "name",
            "finish_reason",
            "native_finish_reason",
            "stop_reason",
            "system_fingerprint",
            "service_tier",
            "provider",
            "format",
            "status",
            "severity");

    private Harmless() {}

    /** Puts the member if all of it is harmless. */
    static void keep(Map<String, Json> kept, Map.Entry<String, Json> member) {
        if (is(member.getKey(), member.getValue())) {
            kept.put(member.getKey(), member.getValue());
        }
    }

    /** An object's harmless members; any other harmless value as it is, or null. */
    static Json rest(Json value) {
        if (!(value instanceof Json.Members members)) {
            return is("", value) ? value : Json.NULL;
        }
        Map<String, Json> kept = new LinkedHashMap<>();
        members.map().entrySet().forEach(member -> keep(kept, member));
        return new Json.Members(kept);
    }

    private static boolean is(String key, Json value) {
        return isName(key)
                && switch (value) {
                    case Json.Literal literal -> true;
                    case Json.Text text -> text.value().isEmpty() || (NAMING.contains(key) && isName(text.value()));
                    case Json.Items items -> items.list().stream().allMatch(item -> is(key, item));
                    case Json.Members members ->
                        members.map().entrySet().stream().allMatch(member -> is(member.getKey(), member.getValue()));
                };
    }

    /** Whether the text is printable ASCII without spaces. */
    static boolean isName(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }
}
