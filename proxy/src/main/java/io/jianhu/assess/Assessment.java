package io.jianhu.assess;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A whole assessment.
 *
 * @param results of every question, by its id
 * @param at when it ended
 * @param took how long this run of it took
 */
public record Assessment(
        Terms terms,
        Robot robot,
        List<Question> questions,
        Map<String, Result> results,
        Figures figures,
        List<Gate> gates,
        Instant at,
        Duration took) {

    public Assessment {
        questions = List.copyOf(questions);
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        gates = List.copyOf(gates);
    }

    /** What a report says of the robot. */
    public record Robot(String name, String department) {}

    /**
     * The assessment that follows from results.
     *
     * @param results of every question, by its id
     */
    public static Assessment of(
            Terms terms,
            Robot robot,
            List<Question> questions,
            Map<String, Result> results,
            Instant at,
            Duration took) {
        Figures figures = Figures.of(questions, results);
        List<Gate> gates = Gate.of(Coverage.of(questions), figures, models(results));
        return new Assessment(terms, robot, questions, results, figures, gates, at, took);
    }

    public boolean isPassed() {
        return gates.stream().allMatch(Gate::passed);
    }

    /** The models that answered, as the upstream named them. */
    public List<String> models() {
        return models(results);
    }

    private static List<String> models(Map<String, Result> results) {
        TreeSet<String> models = new TreeSet<>();
        results.values().stream()
                .map(Result::model)
                .filter(model -> !model.isEmpty())
                .forEach(models::add);
        return List.copyOf(models);
    }

    Result result(Question question) {
        Result result = results.get(question.id());
        if (result == null) {
            throw new IllegalArgumentException("no result of " + question.id());
        }
        return result;
    }

    /** The questions that did not go as they should, in the order of the banks. */
    List<Question> wrong() {
        return questions.stream().filter(question -> !result(question).isGood()).toList();
    }
}
