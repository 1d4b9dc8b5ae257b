package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer its dialect does not know. It stays, and none of it unseen: numbers, and short names under keys that
 * hold names, pass; every other string is a text like the words. Only a member whose key is no name is left out.
 */
public final class Rest {

    private static final int LONGEST_NAME = 256;

    /** The digits of the shortest personal number, a mobile's. */
    private static final int LEAST_DIGITS = 11;

    private static final int KEYS = 1 << 20;

    private static final Set<String> NAMING = Set.of(
            "id",
            "item_id",
            "response_id",
            "call_id",
            "tool_use_id",
            "previous_response_id",
            "object",
            "created_at",
            "model",
            "role",
            "type",
            "name",
            "finish_reason",
            "native_finish_reason",
            "stop_reason",
            "done_reason",
            "reason",
            "system_fingerprint",
            "service_tier",
            "provider",
            "format",
            "status",
            "phase",
            "severity");

    /** What only the server that sealed it can read, and wants back as it was. */
    private static final Set<String> SEALED = Set.of(
            "signature", "thought_signature", "encrypted_content", "encrypted_index", "encrypted_stdout", "encrypted");

    private final AnswerTexts texts;

    public Rest(AnswerTexts texts) {
        this.texts = texts;
    }

    /** Keeps a member as far as it may be shown. */
    public void keep(int choice, Map<String, Json> kept, Map.Entry<String, Json> member) {
        if (isName(member.getKey())) {
            kept.put(member.getKey(), value(choice, member.getKey(), member.getValue()));
        }
    }

    /** The same where a string may be a piece of a text that goes on under the same key from event to event. */
    public void keepPiece(int choice, Map<String, Json> kept, Map.Entry<String, Json> member) {
        String key = member.getKey();
        if (isName(key) && member.getValue() instanceof Json.Text text && !passes(key, text.value())) {
            Channel channel = new Channel(choice, Kind.OTHER, Math.floorMod(key.hashCode(), KEYS));
            kept.put(key, new Json.Text(texts.text(channel, text.value())));
        } else {
            keep(choice, kept, member);
        }
    }

    /** All of a value, as far as it may be shown. */
    public Json value(int choice, String key, Json value) {
        return switch (value) {
            case Json.Literal literal -> literal;
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

    /** A text that is whole by itself. */
    public Json aside(int choice, String text) {
        return new Json.Text(texts.text(new Channel(choice, Kind.ASIDE, 0), text));
    }

    /** Whether a value may stand anywhere without being read: a number, or a short name without a long number. */
    public static boolean isPlain(@Nullable Json value) {
        return value instanceof Json.Literal
                || (value instanceof Json.Text text && isName(text.value()) && !hasNumber(text.value()));
    }

    private static boolean passes(String key, String text) {
        return text.isEmpty()
                || (NAMING.contains(key) && isName(text) && !hasNumber(text))
                || (SEALED.contains(key) && isSealed(text));
    }

    /** Whether a text is in the letters of Base64 or Base64url (RFC 4648) alone, without a long number. */
    public static boolean isSealed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isBase64(text.charAt(at))) {
                return false;
            }
        }
        return !hasNumber(text);
    }

    private static boolean isBase64(char sign) {
        return (sign >= 'A' && sign <= 'Z')
                || (sign >= 'a' && sign <= 'z')
                || (sign >= '0' && sign <= '9')
                || "+/=-_".indexOf(sign) >= 0;
    }

    /**
     * The name of the tool that a call may be heard and shown with: one that the client named itself, or one that reads like
     * an identifier; empty where it is neither, since it may be a text.
     */
    public static String callName(Set<String> tools, String name) {
        return tools.contains(name) || isName(name) ? name : "";
    }

    /** Whether the text is printable ASCII without spaces, and not long. */
    public static boolean isName(String text) {
        if (text.length() > LONGEST_NAME) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether so many digits stand in a row that they could be somebody's number. */
    private static boolean hasNumber(String text) {
        int row = 0;
        for (int at = 0; at < text.length() && row < LEAST_DIGITS; at++) {
            row = Character.isDigit(text.charAt(at)) ? row + 1 : 0;
        }
        return row >= LEAST_DIGITS;
    }
}
