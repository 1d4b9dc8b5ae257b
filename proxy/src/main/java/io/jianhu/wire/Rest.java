package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer its dialect does not know. It stays, and none of it unseen: small numbers, and short names under keys
 * that hold names, pass; every other string is a text like the words, and so is a number that could be somebody's. Left out
 * is only a member whose key is no name, or is one that may not be shown.
 */
public final class Rest {

    private static final int KEYS = 1 << 20;

    /** Keys of words that a dialect has for something. */
    private static final Set<String> WORDS = Set.of(
            "object",
            "role",
            "type",
            "finish_reason",
            "native_finish_reason",
            "stop_reason",
            "done_reason",
            "reason",
            "service_tier",
            "provider",
            "format",
            "status",
            "phase",
            "severity");

    /** Keys of what somebody has named, or a machine. */
    private static final Set<String> THINGS = Set.of(
            "id",
            "item_id",
            "response_id",
            "call_id",
            "tool_use_id",
            "previous_response_id",
            "created_at",
            "model",
            "name",
            "system_fingerprint");

    /** What only the server that sealed it can read, and wants back as it was. */
    private static final Set<String> SEALED = Set.of(
            "signature", "thought_signature", "encrypted_content", "encrypted_index", "encrypted_stdout", "encrypted");

    private final AnswerTexts texts;

    public Rest(AnswerTexts texts) {
        this.texts = texts;
    }

    /** Keeps a member as far as it may be shown. */
    public void keep(int choice, Map<String, Json> kept, Map.Entry<String, Json> member) {
        String key = member.getKey();
        if (isName(key)) {
            boolean shown = isShown(choice, key);
            Json value = value(choice, key, member.getValue());
            keep(key, shown, value, kept);
        }
    }

    /** The same where a string may be a piece of a text that goes on under the same key from event to event. */
    public void keepPiece(int choice, Map<String, Json> kept, Map.Entry<String, Json> member) {
        String key = member.getKey();
        if (isName(key) && member.getValue() instanceof Json.Text text && !passes(key, text.value())) {
            boolean shown = isShown(choice, key);
            Channel channel = new Channel(choice, Kind.OTHER, Math.floorMod(key.hashCode(), KEYS));
            keep(key, shown, new Json.Text(texts.text(channel, text.value())), kept);
        } else {
            keep(choice, kept, member);
        }
    }

    /** What stands under a key that may not be shown was read all the same, as it will be when it is walked again. */
    private static void keep(String key, boolean shown, Json value, Map<String, Json> kept) {
        if (shown) {
            kept.put(key, value);
        }
    }

    /** Whether a key that is a name may be shown: one in which something could hide is a text, and stays when all of it does. */
    public boolean isShown(int choice, String key) {
        return Names.isKey(key)
                || texts.text(new Channel(choice, Kind.ASIDE, 0), key).equals(key);
    }

    /** All of a value, as far as it may be shown. */
    public Json value(int choice, String key, Json value) {
        return switch (value) {
            case Json.Literal literal -> number(choice, literal);
            case Json.Text text -> passes(key, text.value()) ? text : aside(choice, text.value());
            case Json.Items items -> {
                List<Json> kept = new ArrayList<>(items.list().size());
                items.list().forEach(item -> kept.add(value(choice, key, item)));
                yield new Json.Items(kept);
            }
            case Json.Members members -> {
                Map<String, Json> kept = new LinkedHashMap<>();
                members.map().entrySet().forEach(member -> keep(choice, kept, member));
                yield new Json.Members(kept);
            }
        };
    }

    /** A number as it stands, or a string when some of it may not be shown. */
    private Json number(int choice, Json.Literal literal) {
        Optional<String> read = Figures.text(literal);
        if (read.isEmpty()) {
            return literal;
        }
        String shown = texts.text(new Channel(choice, Kind.ASIDE, 0), read.get());
        return shown.equals(read.get()) ? literal : new Json.Text(shown);
    }

    /** A text that is whole by itself. */
    public Json aside(int choice, String text) {
        return new Json.Text(texts.text(new Channel(choice, Kind.ASIDE, 0), text));
    }

    /** Whether a value may stand anywhere without being read: a small number, or a short name that is nobody's. */
    public static boolean isPlain(@Nullable Json value) {
        return (value instanceof Json.Literal literal && Figures.text(literal).isEmpty())
                || (value instanceof Json.Text text && Names.isOfThing(text.value()));
    }

    /** Whether a key may stand anywhere without being read. */
    public static boolean isPlainKey(String key) {
        return Names.isKey(key);
    }

    private static boolean passes(String key, String text) {
        return text.isEmpty()
                || (WORDS.contains(key) && Names.isWord(text))
                || (THINGS.contains(key) && Names.isOfThing(text))
                || (SEALED.contains(key) && isSealed(text));
    }

    /** Whether a text is in the letters of Base64 or Base64url (RFC 4648) alone, and holds no number that is somebody's. */
    public static boolean isSealed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isBase64(text.charAt(at))) {
                return false;
            }
        }
        return !Names.isNumber(text);
    }

    private static boolean isBase64(char sign) {
        return (sign >= 'A' && sign <= 'Z')
                || (sign >= 'a' && sign <= 'z')
                || (sign >= '0' && sign <= '9')
                || "+/=-_".indexOf(sign) >= 0;
    }

    /**
     * The name of the tool that a call is heard with: one that the client named itself, or one that reads like an identifier;
     * empty where it is neither, since it may be a text. What is heard is on record masked.
     */
    public static String heardName(Set<String> tools, String name) {
        return tools.contains(name) || isName(name) ? name : "";
    }

    /** The same for a call that is shown: of names that the client did not give, only one that can be but a thing's. */
    public static String callName(Set<String> tools, String name) {
        return tools.contains(name) || Names.isOfThing(name) ? name : "";
    }

    /** Whether the text is printable ASCII without spaces, and not long. */
    public static boolean isName(String text) {
        return Names.isName(text);
    }
}
