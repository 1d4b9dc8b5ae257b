package io.jianhu.robot;

import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the life of a robot, {@code history: [{status, since, by: {role, name}, evidence}]}, oldest first, and checks
 * each step against the moves that are allowed. A robot without a history is not checked.
 */
final class HistoryForm {

    static final String KEY = "history";

    private final Fields form;
    private final Lifecycle lifecycle;

    HistoryForm(Fields form, Lifecycle lifecycle) {
        this.form = form;
        this.lifecycle = lifecycle;
    }

    /**
     * The steps; not all of them when problems were added.
     *
     * @param status what the robot says it is, which its last step must be too
     */
    List<Step> read(Robot.Status status) {
        Optional<Value> value = form.value(KEY);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Value.Sequence entries) || entries.items().isEmpty()) {
            form.problem(KEY, "no steps (expected: a list of steps, oldest first)");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        int broken = 0;
        for (Fields entry : form.list(KEY)) {
            int before = form.problems().size();
            Optional<Step> step = step(entry);
            if (broken == 0 && step.isPresent() && form.problems().size() == before) {
                Optional<Step> last = steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
                lifecycle
                        .objection(last.map(Step::status), last, step.get())
                        .ifPresent(objection -> form.problems().add(place(entry, objection), said(objection)));
            }
            // What follows a step that cannot be right has nothing to be judged by.
            broken += form.problems().size() - before;
            step.ifPresent(steps::add);
        }
        if (broken == 0 && steps.getLast().status() != status) {
            form.problem(
                    "status",
                    "'" + Lifecycle.word(status) + "' (expected: "
                            + Lifecycle.word(steps.getLast().status()) + ", the last step of its history)");
        }
        return steps;
    }

    private static Optional<Step> step(Fields entry) {
        boolean told = !entry.text("status").isBlank();
        Robot.Status status = entry.choice("status", Robot.Status.DRAFT);
        Optional<LocalDate> since = entry.text("since").isBlank() ? Optional.empty() : entry.date("since");
        Fields by = entry.fields("by");
        by.text("role");
        Lifecycle.Role role = by.choice("role", Lifecycle.Role.DEPARTMENT);
        String name = words(by, "name");
        by.end();
        Map<String, String> evidence = new LinkedHashMap<>();
        Fields given = entry.fields("evidence");
        for (String key : given.keys()) {
            evidence.put(key, words(given, key));
        }
        entry.end();
        return told && since.isPresent()
                ? Optional.of(new Step(status, since.get(), new Step.By(role, name), evidence, entry.place("since")))
                : Optional.empty();
    }

    private static String words(Fields fields, String key) {
        String words = fields.text(key);
        if (!words.isBlank() && !Step.isWords(words)) {
            fields.problem(key, "not a text of one line (expected: at most 500 characters)");
        }
        return words;
    }

    private static Place place(Fields entry, Lifecycle.Objection objection) {
        return switch (objection.part()) {
            case STATUS -> entry.place("status");
            case SINCE -> entry.place("since");
            case ROLE -> entry.fields("by").place("role");
            case NAME -> entry.fields("by").place("name");
            case EVIDENCE ->
                objection
                        .evidence()
                        .map(name -> entry.fields("evidence").place(name))
                        .orElse(entry.place("evidence"));
        };
    }

    private static String said(Lifecycle.Objection objection) {
        return Lifecycle.word(objection.part()) + ": " + objection.message();
    }
}
