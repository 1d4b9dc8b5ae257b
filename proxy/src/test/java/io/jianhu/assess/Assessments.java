package io.jianhu.assess;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Assessments made up for tests. */
final class Assessments {

    static final Terms TERMS = new Terms("FT-001", "r-1", "m", new TreeMap<>(Map.of("banks/a.jsonl", "sha256:0")));

    private Assessments() {}

    static Assessment of(List<Question> questions, Map<String, Result> results) {
        return Assessment.of(
                TERMS,
                new Assessment.Robot("小福", "示例局"),
                questions,
                results,
                Instant.parse("2027-01-01T00:00:00Z"),
                Duration.ofSeconds(1));
    }
}
