package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a request is no message, or is not known: it stays, and every string of it is a parameter, unless it is the
 * name of something. A key that is no name is a parameter too, and so is a number that could be somebody's.
 */
public final class Parameters {

    private static final Set<String> NAMING = Set.of(
            "role", "type", "id", "call_id", "tool_call_id", "tool_use_id", "name", "tool_name", "model", "object");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.:/$-]{0,127}");

    /** The digits of the shortest personal number, a mobile's. */
    private static final int LEAST_DIGITS = 11;

    private final Texts texts;

    public Parameters(Texts texts) {
        this.texts = texts;
    }

    /** A value under a key, with what the texts answer in place of its strings. */
    public Json value(String key, Json value) {
        return switch (value) {
            case Json.Text text ->
                NAMING.contains(key) && isName(text.value()) ? text : new Json.Text(texts.parameter(text.value()));
            case Json.Literal literal -> literal(literal);
            case Json.Items items -> {
                List<Json> walked = new ArrayList<>(items.list().size());
                items.list().forEach(item -> walked.add(value("", item)));
                yield new Json.Items(walked);
            }
            case Json.Members members -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.map().forEach((inner, held) -> walked.put(name(inner), value(inner, held)));
                yield new Json.Members(walked);
            }
        };
    }

    /** An object of which one member, when it is a string, is a text of the message; the others are parameters. */
    public Json.Members around(Json.Members object, String field) {
        Map<String, Json> walked = new LinkedHashMap<>();
        object.map()
                .forEach((key, value) -> walked.put(
                        name(key),
                        key.equals(field) && value instanceof Json.Text text ? text(text) : value(key, value)));
        return new Json.Members(walked);
    }

    /** A text of the current message. */
    public Json text(Json.Text text) {
        return new Json.Text(texts.text(text.value()));
    }

    /** A key as it is when it reads like an identifier; otherwise it is a parameter as well. */
    public String name(String key) {
        return isName(key) ? key : texts.parameter(key);
    }

    /** A number, unless it is somebody's: then it is a text that hides it. */
    private Json literal(Json.Literal literal) {
        if (digits(literal.text()) < LEAST_DIGITS) {
            return literal;
        }
        String written = texts.parameter(literal.text());
        return written.equals(literal.text()) ? literal : new Json.Text(written);
    }

    /** Whether a string reads like an identifier and has too few digits to hold anybody's number. */
    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && digits(text) < LEAST_DIGITS;
    }

    private static long digits(String text) {
        return text.chars().filter(sign -> sign >= '0' && sign <= '9').count();
    }
}
