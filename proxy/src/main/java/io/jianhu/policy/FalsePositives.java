package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often rules match texts that they should pass by.
 *
 * @param texts how many texts were read
 * @param stopped how many of them would be refused or handed to a guardian
 * @param rows the rules that matched, the most frequent first
 */
public record FalsePositives(int texts, int stopped, List<Row> rows) {

    public FalsePositives {
        rows = List.copyOf(rows);
    }

    /**
     * A rule and the texts in which it matched, each once.
     *
     * @param where the first and longest match in each text
     */
    public record Row(Rule rule, List<Hit> where) {
        public Row {
            where = List.copyOf(where);
        }
    }

    /** A match in a text. */
    public record Hit(Corpus.Line line, Finding finding) {}

    /** Reads every text as one of a stage, on all processors; {@code progress} runs after each. */
    public static FalsePositives count(
            Rulebook rulebook, Situation situation, Stage stage, List<Corpus.Line> lines, Runnable progress) {
        List<Appraisal> appraisals = lines.parallelStream()
                .map(line -> {
                    Appraisal appraisal = Appraisal.of(rulebook, situation, stage, line.text());
                    progress.run();
                    return appraisal;
                })
                .toList();
        Map<String, List<Hit>> hits = new TreeMap<>();
        int stopped = 0;
        for (int i = 0; i < lines.size(); i++) {
            Appraisal appraisal = appraisals.get(i);
            stopped += appraisal.ruling().verdict().decision().compareTo(Decision.REFUSE) >= 0 ? 1 : 0;
            TreeSet<String> seen = new TreeSet<>();
            for (Finding finding : applying(appraisal)) {
                if (seen.add(finding.rule())) {
                    hits.computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
                            .add(new Hit(lines.get(i), finding));
                }
            }
        }
        List<Row> rows = rulebook.rules().stream()
                .filter(rule -> hits.containsKey(rule.id()))
                .map(rule -> new Row(rule, hits.getOrDefault(rule.id(), List.of())))
                .sorted(Comparator.comparingInt((Row row) -> -row.where().size())
                        .thenComparing(row -> row.rule().id()))
                .toList();
        return new FalsePositives(lines.size(), stopped, rows);
    }

    private static List<Finding> applying(Appraisal appraisal) {
        List<Finding> applying = new ArrayList<>(appraisal.ruling().verdict().because());
        applying.addAll(appraisal.ruling().shadowed());
        applying.sort(Comparator.comparing(Finding::span));
        return applying;
    }

    /** The share of texts, in percent. */
    public double percent(int count) {
        return texts == 0 ? 0 : 100.0 * count / texts;
    }

    /**
     * The rules that match more often than they may.
     *
     * @param allowed percent by rule; what is not named may not match
     * @param tolerance in percentage points
     */
    public List<Row> beyond(Map<String, Double> allowed, double tolerance) {
        return rows.stream()
                .filter(row -> percent(row.where().size())
                        > allowed.getOrDefault(row.rule().id(), 0.0) + tolerance)
                .toList();
    }
}
