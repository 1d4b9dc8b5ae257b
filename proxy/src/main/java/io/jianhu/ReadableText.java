package io.jianhu;

import io.jianhu.chat.Side;
import io.jianhu.mask.Redaction;
import io.jianhu.policy.Stage;
import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Hit;
import io.jianhu.recognise.Recognisers;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text as guards read it: of a question, with its personal data behind marks.
 *
 * @param kinds how many values were hidden, by kind
 */
record ReadableText(String text, Map<String, Integer> kinds) {

    private static final Recognisers RECOGNISERS = Recognisers.all(InstantSource.system());

    static ReadableText of(String written, Stage stage) {
        return stage.side() == Side.QUESTION ? masked(written) : new ReadableText(written, Map.of());
    }

    private static ReadableText masked(String written) {
        Redaction.Redacted redacted = new Redaction(RECOGNISERS, Redaction.Style.MARKS).redact(written);
        Map<String, Integer> kinds = new TreeMap<>();
        for (Hit hit : redacted.hits()) {
            if (hit.evidence() != Evidence.PUBLIC) {
                kinds.merge(hit.kind().name(), 1, Integer::sum);
            }
        }
        return new ReadableText(redacted.text(), kinds);
    }
}
