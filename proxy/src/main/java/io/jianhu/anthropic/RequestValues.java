package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.wire.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Values of a request of which only the strings matter: names stay, every other string is met. */
final class RequestValues {

    private static final Set<String> NAMING = Set.of("role", "type", "id", "tool_use_id", "tool_name", "name", "model");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.:/$-]{0,127}");

    /** The digits of the shortest personal number, a mobile's. */
    private static final int LEAST_DIGITS = 11;

    private final Texts texts;

    RequestValues(Texts texts) {
        this.texts = texts;
    }

    /** A value whose strings are parameters. */
    Json parameter(String key, Json value) {
        return value(key, value, texts::parameter);
    }

    /** A value whose strings are texts of the current message. */
    Json said(String key, Json value) {
        return value(key, value, texts::text);
    }

    Json text(Json.Text text) {
        return new Json.Text(texts.text(text.value()));
    }

    /** An object with members that are texts of the message; the others are parameters. */
    Json.Members members(Json.Members object, Set<String> fields) {
        Map<String, Json> walked = new LinkedHashMap<>();
        object.map()
                .forEach((key, value) ->
                        walked.put(name(key), fields.contains(key) ? said("", value) : parameter(key, value)));
        return new Json.Members(walked);
    }

    /** A key as it is when it reads like an identifier; otherwise it is a parameter as well. */
    String name(String key) {
        return isName(key) ? key : texts.parameter(key);
    }

    private Json value(String key, Json value, UnaryOperator<String> met) {
        return switch (value) {
            case Json.Text text ->
                NAMING.contains(key) && isName(text.value()) ? text : new Json.Text(met.apply(text.value()));
            case Json.Literal literal -> literal(literal, met);
            case Json.Items items -> {
                List<Json> walked = new ArrayList<>(items.list().size());
                items.list().forEach(item -> walked.add(value("", item, met)));
                yield new Json.Items(walked);
            }
            case Json.Members members -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.map().forEach((inner, held) -> walked.put(name(inner), value(inner, held, met)));
                yield new Json.Members(walked);
            }
        };
    }

    /** A number, unless it is somebody's: then it is a text that hides it. */
    private static Json literal(Json.Literal literal, UnaryOperator<String> met) {
        if (digits(literal.text()) < LEAST_DIGITS) {
            return literal;
        }
        String written = met.apply(literal.text());
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
