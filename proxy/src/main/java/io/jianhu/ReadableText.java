package io.jianhu;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.mask.Identifiers;
import io.jianhu.policy.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A text as guards read it: of a question, with its personal data behind marks.
 *
 * @param kinds how many values were hidden, by kind
 */
record ReadableText(String text, Map<String, Integer> kinds) {

    static ReadableText of(String written, Stage stage) {
        return stage.side() == Side.QUESTION ? masked(written) : new ReadableText(written, Map.of());
    }

    private static ReadableText masked(String written) {
        Guard identifiers = Identifiers.of(Identifiers.kinds().stream()
                .collect(Collectors.toMap(kind -> kind, kind -> new Identifiers.RuleOfKind(kind, Severity.HIGH))));
        List<Finding> found = new ArrayList<>();
        Guard.Watch watch = identifiers.watch(Side.QUESTION);
        watch.read(written, found::add);
        watch.end(found::add);
        Map<String, Integer> kinds = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Finding one : found) {
            kinds.merge(one.rule(), 1, Integer::sum);
            text.append(written, at, one.span().start()).append(Identifiers.mark(one.rule()));
            at = one.span().end();
        }
        return new ReadableText(text.append(written, at, written.length()).toString(), kinds);
    }
}
