package io.jianhu.assess;

import io.jianhu.chat.Decision;
import io.jianhu.source.Fields;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** A result as a line of a journal. */
final class ResultLine {

    private ResultLine() {}

    static String write(Result result) {
        return Json.write(json -> {
            json.writeStringField("question", result.question());
            json.writeStringField("outcome", result.outcome().word());
            json.writeStringField("fault", result.fault().map(Fault::word).orElse(""));
            json.writeStringField(
                    "decision", result.decision().map(Decision::word).orElse(""));
            Json.texts(json, "rules", result.rules());
            Json.texts(json, "breaks", result.breaks());
            json.writeStringField("model", result.model());
            json.writeStringField("request", result.request());
            json.writeNumberField("millis", result.millis());
            json.writeStringField("words", result.words());
        });
    }

    /** Empty when the fields are no result's. */
    static Optional<Result> read(Fields fields) {
        int before = fields.problems().size();
        String question = fields.text("question");
        Optional<Outcome> outcome = one(Outcome.values(), Outcome::word, fields.text("outcome"));
        String fault = fields.text("fault", "");
        String decision = fields.text("decision", "");
        Optional<Fault> faulty = one(Fault.values(), Fault::word, fault);
        Optional<Decision> decided = one(Decision.values(), Decision::word, decision);
        boolean known = faulty.isPresent() != fault.isEmpty() && decided.isPresent() != decision.isEmpty();
        Optional<Result> result = outcome.filter(there -> known)
                .map(there -> new Result(
                        question,
                        there,
                        faulty,
                        decided,
                        fields.texts("rules"),
                        fields.texts("breaks"),
                        fields.text("model", ""),
                        fields.text("request", ""),
                        fields.integer("millis", 0, 0, Integer.MAX_VALUE),
                        fields.text("words", "")));
        fields.end();
        return fields.problems().size() > before ? Optional.empty() : result;
    }

    private static <T> Optional<T> one(T[] values, Function<T, String> word, String wanted) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(wanted))
                .findFirst();
    }
}
