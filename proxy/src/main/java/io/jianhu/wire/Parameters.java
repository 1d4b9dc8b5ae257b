package io.jianhu.wire;

import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What of a request is no message, or is not known: it stays, and every string of it is met, unless it is the name of
 * something, an id that a server made up, or a text that only a server can open. A key that is no name is a parameter
 * too, and so is a number that could be somebody's.
 */
public final class Parameters {

    private static final Set<String> NAMING =
            Set.of("role", "type", "name", "tool_name", "model", "object", "status", "phase");
    private static final Set<String> IDS =
            Set.of("id", "call_id", "tool_call_id", "tool_use_id", "previous_response_id", "conversation");
    private static final int LONGEST_NAME = 128;
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:/-]{0,255}");
    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9+/=_-]{64,}");

    /** The digits of the shortest personal number, a mobile's. */
    private static final int LEAST_DIGITS = 11;

    /** So many digits in a row, with signs between them. */
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9][-_.:/]?){" + LEAST_DIGITS + "}");

    /** From this length on a string of a picture is the picture. */
    private static final int PICTURE = 2048;

    private final Texts texts;

    public Parameters(Texts texts) {
        this.texts = texts;
    }

    /** A value under a key, whose strings are parameters. */
    public Json value(String key, Json value) {
        return value(key, value, texts::parameter);
    }

    /** A value all of whose strings are texts of the current message, whatever their keys. */
    public Json said(Json value) {
        return switch (value) {
            case Json.Text text -> text(text);
            case Json.Literal literal -> literal(literal, texts::text);
            case Json.Items items -> {
                List<Json> walked = new ArrayList<>(items.list().size());
                items.list().forEach(item -> walked.add(said(item)));
                yield new Json.Items(walked);
            }
            case Json.Members members -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.map().forEach((key, held) -> walked.put(name(key), said(held)));
                yield new Json.Members(walked);
            }
        };
    }

    /** A value whose strings are texts of the current message, unless they name something. */
    public Json unknown(Json value) {
        return value("", value, texts::text);
    }

    /** A part of a message that no guard can read, but for what is written beside it. */
    public Json media(Json part) {
        return value(
                "", part, text -> text.length() >= PICTURE || text.startsWith("data:") ? text : texts.parameter(text));
    }

    /** An object of which some members are texts of the message; the others are parameters. */
    public Json.Members around(Json.Members object, String... fields) {
        Set<String> said = Set.of(fields);
        Map<String, Json> walked = new LinkedHashMap<>();
        object.map()
                .forEach((key, value) -> walked.put(name(key), said.contains(key) ? said(value) : value(key, value)));
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

    private Json value(String key, Json value, UnaryOperator<String> met) {
        return switch (value) {
            case Json.Text text -> passes(key, text.value()) ? text : new Json.Text(met.apply(text.value()));
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

    private static boolean passes(String key, String text) {
        return (NAMING.contains(key) && isName(text))
                || (IDS.contains(key) && isWithoutNumber(ID, text))
                || (key.equals("encrypted_content") && isWithoutNumber(SEALED, text));
    }

    private static boolean isWithoutNumber(Pattern form, String text) {
        return form.matcher(text).matches() && !NUMBER.matcher(text).find();
    }

    /** Whether a string reads like an identifier and has too few digits to hold anybody's number. */
    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME || !beginsName(text.charAt(0))) {
            return false;
        }
        for (int at = 1; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (!beginsName(sign) && !isDigit(sign) && "-.:/".indexOf(sign) < 0) {
                return false;
            }
        }
        return digits(text) < LEAST_DIGITS;
    }

    private static boolean beginsName(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || sign == '_' || sign == '$';
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }
}
