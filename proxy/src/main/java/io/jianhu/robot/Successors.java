package io.jianhu.robot;

import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes over from whom: its file says so, or the step that retired it does. Nobody takes over from itself, nor in a
 * circle.
 */
final class Successors {

    private static final String KEY = "successor";

    private final Map<String, Value.Scalar> named = new LinkedHashMap<>();

    /** The robot that a form names as its successor, if it names one. */
    static Optional<Value.Scalar> named(Fields form) {
        return scalar(form.value(KEY)).or(() -> retiredFor(form));
    }

    private static Optional<Value.Scalar> retiredFor(Fields form) {
        List<Fields> history = form.list(HistoryForm.KEY);
        if (history.isEmpty() || !history.getLast().text("status", "").equals("retired")) {
            return Optional.empty();
        }
        return scalar(history.getLast().fields("evidence").value(Step.SUCCESSOR));
    }

    private static Optional<Value.Scalar> scalar(Optional<Value> value) {
        return value.filter(Value.Scalar.class::isInstance).map(Value.Scalar.class::cast);
    }

    /** Keeps what the form of a robot says; the first form of an id counts. */
    void add(String robot, Fields form) {
        named(form).ifPresent(successor -> named.putIfAbsent(robot, successor));
    }

    void check(Collection<String> robots, Problems problems) {
        named.forEach((robot, successor) -> {
            Place place = successor.place();
            String name = successor.text();
            if (!robots.contains(name)) {
                problems.add(place, KEY + ": unknown robot '" + name + "'" + Suggest.hint(name, robots));
            } else if (name.equals(robot)) {
                problems.add(place, KEY + ": '" + name + "' (expected: another robot than itself)");
            } else if (leadsBack(robot)) {
                problems.add(
                        place, KEY + ": '" + name + "' (expected: a robot that does not lead back to " + robot + ")");
            }
        });
    }

    private boolean leadsBack(String robot) {
        Set<String> seen = new LinkedHashSet<>();
        Value.Scalar next = named.get(robot);
        while (next != null && seen.add(next.text())) {
            if (next.text().equals(robot)) {
                return true;
            }
            next = named.get(next.text());
        }
        return false;
    }
}
