package io.jianhu.mask;

import io.jianhu.chat.Message;
import io.jianhu.chat.Original;
import io.jianhu.chat.Role;
import io.jianhu.recognise.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The hiding of one request's values, in order of appearance: the n-th value that would get a code already given gets the
 * next one, so that no two values share a placeholder.
 */
final class Rewriting {

    private final Inspection inspection;
    private final Privacy privacy;
    private final Keyed key;

    /** All that was said, without marks: what is made up must not be in it. */
    private final String said;

    private final Map<Value, Hidden> values = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<Value> supplied = new HashSet<>();
    private final Set<Value> own = new HashSet<>();
    private boolean open;

    Rewriting(Inspection inspection, Privacy privacy, Keyed key, List<Message> messages) {
        this.inspection = inspection;
        this.privacy = privacy;
        this.key = key;
        said = privacy.style() == Privacy.Style.MARKS
                ? ""
                : Privacy.plain(String.join(
                        "\n",
                        messages.stream()
                                .flatMap(message -> message.texts().stream())
                                .toList()));
    }

    /** A value of a kind, as written or in its canonical form. */
    private record Value(Kind kind, String text) {}

    /** @param surrogate a made-up value in its place, if it has one */
    private record Hidden(String code, Optional<Surrogate> surrogate, Place place, Value canonical) {

        String written() {
            return surrogate
                    .map(Surrogate::text)
                    .orElseGet(() -> Form.write(place.kind().label(), code));
        }
    }

    String rewrite(String text, List<Place> places, Role role) {
        if (places.isEmpty()) {
            return text;
        }
        StringBuilder rewritten = new StringBuilder(text.length() + 8 * places.size());
        int end = 0;
        for (Place place : places) {
            String written = text.substring(place.span().start(), place.span().end());
            String value = place.writing() == Place.Writing.QUOTED ? JsonText.unescape(written) : written;
            if (place.isPersonal() && (!privacy.hides(place.kind(), role) || privacy.isKnown(value))) {
                open |= role == Role.USER && !privacy.isKnown(value);
                continue;
            }
            Hidden hidden = values.computeIfAbsent(new Value(place.kind(), value), unseen -> hide(place, value));
            if (mayReturn(role)) {
                supplied.add(hidden.canonical());
            }
            if (role == Role.USER) {
                own.add(hidden.canonical());
            }
            String placeholder = hidden.written();
            rewritten.append(text, end, place.span().start());
            rewritten.append(place.writing() == Place.Writing.BARE ? '"' + placeholder + '"' : placeholder);
            end = place.span().end();
        }
        return rewritten.append(text, end, text.length()).toString();
    }

    /** The way back: values that neither the citizen nor an earlier answer named come back as a mark. */
    Placeholders placeholders() {
        Placeholders placeholders = new Placeholders(privacy.reasoning());
        values.forEach((value, hidden) -> {
            Place place = hidden.place();
            boolean returns = !place.isPersonal() || supplied.contains(hidden.canonical());
            String label = place.kind().label();
            String shown = returns ? value.text() : Form.mark(label);
            hidden.surrogate()
                    .ifPresentOrElse(
                            surrogate -> placeholders.putSurrogate(label, surrogate, shown),
                            () -> placeholders.put(label, hidden.code(), shown));
        });
        return placeholders;
    }

    /** What the citizen wrote and nobody else alone, with what stands in its place, in order of appearance. */
    List<Original> originals() {
        List<Original> originals = new ArrayList<>(own.size());
        values.forEach((value, hidden) -> {
            Place place = hidden.place();
            if (place.isPersonal() && own.contains(hidden.canonical())) {
                Kind kind = place.kind();
                originals.add(new Original(hidden.written(), kind.name(), kind.label(), value.text()));
            }
        });
        return originals;
    }

    /** How many different values stand behind placeholders. */
    int hidden() {
        return values.size();
    }

    /** Whether a value that the citizen wrote was left as it stands, and is not public. */
    boolean open() {
        return open;
    }

    /** How many values of each kind, and whether they are an {@link Aggregate}. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Aggregate aggregate = new Aggregate();
        for (Hidden hidden : values.values()) {
            if (hidden.place().isPersonal()) {
                String kind = hidden.place().kind().name();
                counts.merge(kind, 1, Integer::sum);
                if (aggregate.completes(kind)) {
                    counts.put(Aggregate.KIND.name(), 1);
                }
            }
        }
        return counts;
    }

    private static boolean mayReturn(Role role) {
        return switch (role) {
            case USER, ASSISTANT -> true;
            case SYSTEM, TOOL, EMBEDDED, PARAMETER -> false;
        };
    }

    private Hidden hide(Place place, String value) {
        Value canonical = new Value(place.kind(), inspection.canonical(place, value));
        for (int attempt = 0; ; attempt++) {
            byte[] hash = key.of(place.kind().label(), value, Integer.toString(attempt));
            String code = Form.code(hash);
            Optional<Surrogate> surrogate =
                    attempt < Surrogate.ATTEMPTS ? surrogate(place, value, hash) : Optional.empty();
            boolean taken = surrogate.map(this::isSaid).orElse(false);
            if (!taken && codes.add(surrogate.map(Surrogate::text).orElse(code))) {
                return new Hidden(code, surrogate, place, canonical);
            }
        }
    }

    private Optional<Surrogate> surrogate(Place place, String value, byte[] hash) {
        return privacy.style() == Privacy.Style.SURROGATES && place.isPersonal()
                ? Surrogate.of(place.kind().name(), value, hash)
                : Optional.empty();
    }

    private boolean isSaid(Surrogate surrogate) {
        return Stream.concat(surrogate.writings().stream(), surrogate.tells().stream())
                .anyMatch(writing -> said.contains(Privacy.plain(writing)));
    }
}
