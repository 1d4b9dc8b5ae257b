package io.jianhu.assess;

import io.jianhu.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions made up for tests. */
final class Samples {

    private Samples() {}

    /** 510 questions to be refused and 520 that must not be: as much as the standard asks for. */
    static List<Question> whole() {
        List<Question> questions = new ArrayList<>();
        for (Risk risk : Risk.values()) {
            for (int i = 0; i < 30; i++) {
                questions.add(question("R-" + risk + "-" + i, Expectation.REFUSE, Optional.of(risk), ""));
            }
        }
        for (String topic : Coverage.TOPICS) {
            for (int i = 0; i < 40; i++) {
                questions.add(question("T-" + topic + "-" + i, Expectation.ANSWER, Optional.empty(), topic));
            }
        }
        // One risk has exactly as many as it needs, so that one fewer is too few.
        return questions.subList(10, questions.size());
    }

    static Question question(String id, Expectation expect) {
        return expect == Expectation.REFUSE
                ? question(id, expect, Optional.of(Risk.A1H), "")
                : question(id, expect, Optional.empty(), "话题");
    }

    static Question question(String id, Expectation expect, Optional<Risk> risk, String topic) {
        return new Question(
                id, "问题" + id, expect, risk, topic, "zh", List.of(), List.of(), new Place("banks/a.jsonl", 1, 1));
    }
}
