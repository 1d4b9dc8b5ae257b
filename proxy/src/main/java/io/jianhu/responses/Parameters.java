package io.jianhu.responses;

import io.jianhu.frame.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What of a request its walk does not know. It stays, and every string of it is met, unless that is the name of
 * something, an id that a server made up, or a text that only a server can open.
 */
final class Parameters {

    private static final Set<String> NAMING = Set.of("role", "type", "name", "model", "object", "status", "phase");
    private static final Set<String> IDS = Set.of("id", "call_id", "previous_response_id", "conversation");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.:/$-]{0,127}");
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,255}");
    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9+/=_-]{64,}");
    /** So many digits that they could be somebody's number, a mobile's: with signs between them, and in a row. */
    private static final int LEAST_DIGITS = 11;

    private static final Pattern NUMBER = Pattern.compile("(?:[0-9][-_.:/]?){" + LEAST_DIGITS + "}");

    private final UnaryOperator<String> texts;

    /** @param texts answers what stands in a string's place */
    Parameters(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    Json value(String key, Json value) {
        return switch (value) {
            case Json.Text text -> passes(key, text.value()) ? text : new Json.Text(texts.apply(text.value()));
            case Json.Literal literal -> literal(literal);
            case Json.Items items ->
                new Json.Items(
                        items.list().stream().map(item -> value("", item)).toList());
            case Json.Members members -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.map().forEach((inner, held) -> walked.put(key(inner), value(inner, held)));
                yield new Json.Members(walked);
            }
        };
    }

    /** A key as it is when it reads like an identifier; otherwise it is a parameter as well. */
    String key(String key) {
        return isName(key) ? key : texts.apply(key);
    }

    /** A number, unless it is somebody's: then it is a text that hides it. */
    private Json literal(Json.Literal literal) {
        if (digits(literal.text()) < LEAST_DIGITS) {
            return literal;
        }
        String written = texts.apply(literal.text());
        return written.equals(literal.text()) ? literal : new Json.Text(written);
    }

    private static boolean passes(String key, String text) {
        return (NAMING.contains(key) && isName(text))
                || (IDS.contains(key)
                        && ID.matcher(text).matches()
                        && !NUMBER.matcher(text).find())
                || (key.equals("encrypted_content")
                        && SEALED.matcher(text).matches()
                        && !NUMBER.matcher(text).find());
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && digits(text) < LEAST_DIGITS;
    }

    private static long digits(String text) {
        return text.chars().filter(sign -> sign >= '0' && sign <= '9').count();
    }
}
