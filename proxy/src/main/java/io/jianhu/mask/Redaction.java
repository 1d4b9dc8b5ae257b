package io.jianhu.mask;

import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Hit;
import io.jianhu.recognise.Kind;
import io.jianhu.recognise.Recognisers;
import io.jianhu.recognise.Scan;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes personal data out of texts for good: for an export, or to look at what the recognisers see. Equal values are
 * replaced equally in all texts of one redaction; nothing can be undone. Used by one thread.
 */
public final class Redaction {

    private static final int KEY_BYTES = 32;

    private final Recognisers recognisers;
    private final Style style;
    private final Keyed key;
    private final Map<Value, String> replacements = new HashMap<>();
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final Set<String> surrogates = new HashSet<>();

    /** What stands in place of a value. */
    public enum Style {
        /** The kind: {@code [手机号]}. */
        MARKS,
        /** The kind and which value of it, in order of appearance: {@code [手机号1]}. */
        NUMBERS,
        /** A made-up value of the same form where there is one, else the kind and number. */
        SURROGATES
    }

    /**
     * A text without personal data.
     *
     * @param hits what was seen in the original, in order; public values among them were left
     */
    public record Redacted(String text, List<Hit> hits) {

        public Redacted {
            hits = List.copyOf(hits);
        }
    }

    private record Value(Kind kind, String canonical) {}

    public Redaction(Recognisers recognisers, Style style) {
        this.recognisers = recognisers;
        this.style = style;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        key = new Keyed(random);
    }

    /** Replaces the values of a text. */
    public Redacted redact(String text) {
        List<Hit> hits = new ArrayList<>();
        Scan scan = new Scan(recognisers, hits::add);
        scan.read(text);
        scan.end();
        StringBuilder redacted = new StringBuilder(text.length());
        int end = 0;
        for (Hit hit : hits) {
            if (hit.evidence() != Evidence.PUBLIC) {
                String value = text.substring(hit.span().start(), hit.span().end());
                redacted.append(text, end, hit.span().start()).append(replacement(hit.kind(), value));
                end = hit.span().end();
            }
        }
        return new Redacted(redacted.append(text, end, text.length()).toString(), hits);
    }

    private String replacement(Kind kind, String value) {
        return switch (style) {
            case MARKS -> Form.mark(kind.label());
            case NUMBERS -> replacements.computeIfAbsent(value(kind, value), unseen -> number(kind));
            case SURROGATES -> replacements.computeIfAbsent(value(kind, value), this::surrogate);
        };
    }

    private Value value(Kind kind, String written) {
        return new Value(kind, recognisers.canonical(kind, written));
    }

    private String number(Kind kind) {
        return Form.mark(kind.label() + numbers.merge(kind, 1, Integer::sum));
    }

    private String surrogate(Value value) {
        for (int attempt = 0; attempt < Surrogate.ATTEMPTS; attempt++) {
            byte[] hash = key.of(value.kind().name(), value.canonical(), Integer.toString(attempt));
            Optional<Surrogate> made = Surrogate.of(value.kind().name(), value.canonical(), hash);
            if (made.isPresent() && surrogates.add(made.get().text())) {
                return made.get().text();
            }
        }
        return number(value.kind());
    }
}
