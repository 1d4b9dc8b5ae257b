package io.jianhu.policy;

import io.jianhu.chat.Side;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rules name the kinds of personal data. */
final class Claims {

    private Claims() {}

    /** The rules that name kinds of personal data on one side. */
    static Map<String, Engine.Named> named(List<Draft> drafts, Side side) {
        Map<String, Engine.Named> named = new HashMap<>();
        for (Draft draft : drafts) {
            Rule rule = draft.rule();
            if (rule.mode() != Mode.OFF && draft.reads(side)) {
                rule.kinds().forEach(kind -> named.put(kind, new Engine.Named(rule.id(), rule.severity())));
            }
        }
        return named;
    }

    /** Refuses a kind that two rules name on one side. */
    static void check(List<Draft> drafts, Problems problems) {
        for (Side side : Side.values()) {
            Map<String, String> owners = new HashMap<>();
            for (Draft draft : drafts) {
                Rule rule = draft.rule();
                for (String kind : rule.kinds()) {
                    if (rule.mode() == Mode.OFF || !draft.reads(side)) {
                        continue;
                    }
                    String owner = owners.putIfAbsent(kind, rule.id());
                    if (owner != null && !owner.equals(rule.id())) {
                        problems.add(
                                new Place(rule.file(), rule.line(), draft.column()),
                                "identifier: '" + kind + "' belongs to rule " + owner + " already");
                    }
                }
            }
        }
    }
}
