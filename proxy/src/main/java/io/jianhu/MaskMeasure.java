package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Hit;
import io.jianhu.text.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How well personal data is found, against texts whose spans somebody has marked. Used by one thread. */
final class MaskMeasure {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> USUAL = Map.of(
            "phone", "mobile",
            "id_number", "resident-id",
            "bank_card", "bank-card",
            "license_plate", "plate",
            "person", "name",
            "per.nam", "name");

    private final Set<String> kinds;
    private final Map<String, String> types = new HashMap<>(USUAL);
    private final Map<String, Score> scores = new TreeMap<>();
    private long characters;
    private int rows;

    /** The counts of one kind. */
    private static final class Score {
        private int marked;
        private int exact;
        private int covered;
        private int touched;
        private int found;
        private int right;
        private int near;

        double recall() {
            return share(exact, marked);
        }

        double precision() {
            return share(right, found);
        }

        double f1() {
            double sum = recall() + precision();
            return sum == 0 ? 0 : 2 * recall() * precision() / sum;
        }

        static double share(int part, int whole) {
            return whole == 0 ? Double.NaN : (double) part / whole;
        }
    }

    /**
     * A count.
     *
     * @param kinds the kinds that are looked for
     * @param more what types of spans are called here, beside the usual names
     */
    MaskMeasure(Set<String> kinds, Map<String, String> more) {
        this.kinds = kinds;
        more.forEach((type, kind) -> types.put(type.toLowerCase(Locale.ROOT), kind));
    }

    void count(LabelledRows.Row row, List<Hit> hits) {
        rows++;
        characters += row.text().length();
        List<Hit> masked =
                hits.stream().filter(hit -> hit.evidence() != Evidence.PUBLIC).toList();
        for (LabelledRows.Label label : row.labels()) {
            String kind = kind(label.type());
            if (kinds.contains(kind)) {
                Score score = score(kind);
                Set<Span> own = masked.stream()
                        .filter(hit -> hit.kind().name().equals(kind))
                        .map(Hit::span)
                        .collect(Collectors.toSet());
                score.marked++;
                score.exact += own.contains(label.span()) ? 1 : 0;
                score.covered += own.stream().anyMatch(span -> covers(span, label.span())) ? 1 : 0;
                score.touched += own.stream().anyMatch(label.span()::overlaps) ? 1 : 0;
            }
        }
        for (Hit hit : masked) {
            Score score = score(hit.kind().name());
            score.found++;
            List<Span> marked = row.labels().stream()
                    .filter(label -> kind(label.type()).equals(hit.kind().name()))
                    .map(LabelledRows.Label::span)
                    .toList();
            score.right += marked.contains(hit.span()) ? 1 : 0;
            score.near += marked.stream().anyMatch(hit.span()::overlaps) ? 1 : 0;
        }
    }

    /** Whether recall and precision of every kind that the rows mark reach a share. */
    boolean reaches(double share) {
        return scores.values().stream()
                .filter(score -> score.marked > 0)
                .allMatch(score -> score.recall() >= share && score.precision() >= share);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%,d texts, %,d characters%n%n", rows, characters);
        out.printf(
                "%-22s %7s %7s  %7s %9s %7s  %8s %8s %9s  %s%n",
                "kind",
                "marked",
                "found",
                "recall",
                "precision",
                "F1",
                "covering",
                "touching",
                "prec.touch",
                "per 1,000 characters");
        scores.forEach((kind, score) -> out.printf(
                Locale.ROOT,
                "%-22s %,7d %,7d  %7s %9s %7s  %8s %8s %9s  %.4f%n",
                kind,
                score.marked,
                score.found,
                shown(score.recall()),
                shown(score.precision()),
                shown(score.f1()),
                shown(Score.share(score.covered, score.marked)),
                shown(Score.share(score.touched, score.marked)),
                shown(Score.share(score.near, score.found)),
                perThousand(score)));
        out.println();
        out.println(
                "recall and precision count equal spans; covering: four fifths of a span or more; touching: any of it");
    }

    String json() throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(written)) {
            json.writeStartObject();
            json.writeNumberField("texts", rows);
            json.writeNumberField("characters", characters);
            json.writeObjectFieldStart("kinds");
            for (Map.Entry<String, Score> entry : scores.entrySet()) {
                Score score = entry.getValue();
                json.writeObjectFieldStart(entry.getKey());
                json.writeNumberField("marked", score.marked);
                json.writeNumberField("found", score.found);
                if (score.marked > 0) {
                    json.writeNumberField("recall", score.recall());
                    json.writeNumberField("precision", score.found == 0 ? 0 : score.precision());
                    json.writeNumberField("f1", score.found == 0 ? 0 : score.f1());
                    json.writeNumberField("covering", Score.share(score.covered, score.marked));
                    json.writeNumberField("touching", Score.share(score.touched, score.marked));
                }
                json.writeNumberField("perThousandCharacters", perThousand(score));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return written.toString();
    }

    private double perThousand(Score score) {
        return characters == 0 ? 0 : 1000.0 * score.found / characters;
    }

    private static String shown(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.4f", share);
    }

    private static boolean covers(Span span, Span marked) {
        int common = Math.min(span.end(), marked.end()) - Math.max(span.start(), marked.start());
        return 5 * common >= 4 * marked.length();
    }

    private String kind(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        return types.getOrDefault(plain, plain.replace('_', '-'));
    }

    private Score score(String kind) {
        return scores.computeIfAbsent(kind, none -> new Score());
    }
}
