package io.jianhu.mask;

import io.jianhu.chat.Role;
import io.jianhu.recognise.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hiding of one request's values, in order of appearance: the n-th value that would get a code already given gets the
 * next one, so that no two values share a placeholder.
 */
final class Rewriting {

    private final Inspection inspection;
    private final Keyed key;
    private final Map<Value, Hidden> values = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<Value> supplied = new HashSet<>();

    Rewriting(Inspection inspection, Keyed key) {
        this.inspection = inspection;
        this.key = key;
    }

    /** A value of a kind, as written or in its canonical form. */
    private record Value(Kind kind, String text) {}

    private record Hidden(String code, Place place, Value canonical) {}

    String rewrite(String text, List<Place> places, Role role) {
        if (places.isEmpty()) {
            return text;
        }
        StringBuilder rewritten = new StringBuilder(text.length() + 8 * places.size());
        int end = 0;
        for (Place place : places) {
            String written = text.substring(place.span().start(), place.span().end());
            String value = place.writing() == Place.Writing.QUOTED ? JsonText.unescape(written) : written;
            Hidden hidden = values.computeIfAbsent(new Value(place.kind(), value), unseen -> hide(place, value));
            if (mayReturn(role)) {
                supplied.add(hidden.canonical());
            }
            String placeholder = Form.write(place.kind().label(), hidden.code());
            rewritten.append(text, end, place.span().start());
            rewritten.append(place.writing() == Place.Writing.BARE ? '"' + placeholder + '"' : placeholder);
            end = place.span().end();
        }
        return rewritten.append(text, end, text.length()).toString();
    }

    /** The way back: values that neither the citizen nor an earlier answer named come back as a mark. */
    Placeholders placeholders() {
        Placeholders placeholders = new Placeholders();
        values.forEach((value, hidden) -> {
            Place place = hidden.place();
            boolean returns = !place.isPersonal() || supplied.contains(hidden.canonical());
            placeholders.put(place.kind().label(), hidden.code(), returns ? value.text() : Form.mark(place.kind().label()));
        });
        return placeholders;
    }

    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Hidden hidden : values.values()) {
            if (hidden.place().isPersonal()) {
                counts.merge(hidden.place().kind().name(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static boolean mayReturn(Role role) {
        return switch (role) {
            case USER, ASSISTANT -> true;
            case SYSTEM, TOOL, PARAMETER -> false;
        };
    }

    private Hidden hide(Place place, String value) {
        Value canonical = new Value(place.kind(), inspection.canonical(place, value));
        for (int attempt = 0; ; attempt++) {
            String code = code(key.of(place.kind().label(), value, Integer.toString(attempt)));
            if (codes.add(code)) {
                return new Hidden(code, place, canonical);
            }
        }
    }

    private static String code(byte[] hash) {
        StringBuilder code = new StringBuilder(Form.CODE_LENGTH);
        for (int i = 0; i < Form.CODE_LENGTH; i++) {
            code.append(Form.CODE_SIGNS.charAt(Byte.toUnsignedInt(hash[i]) % Form.CODE_SIGNS.length()));
        }
        return code.toString();
    }
}
