package io.jianhu.robot;

import io.jianhu.source.Fields;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the moves of a life from the vocabulary: {@code lifecycle: [{from, to, by, evidence, optional, notBy}]}. */
final class LifecycleForm {

    /** What a piece of evidence may be called. */
    static final Pattern EVIDENCE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private static final String KEY = "lifecycle";

    private LifecycleForm() {}

    static Lifecycle read(Fields form) {
        Optional<Value> value = form.value(KEY);
        if (value.isEmpty()) {
            return Lifecycle.ANY;
        }
        if (!(value.get() instanceof Value.Sequence moves) || moves.items().isEmpty()) {
            form.problem(KEY, "no moves (expected: a list of moves with from, to and by)");
            return Lifecycle.ANY;
        }
        return new Lifecycle(
                form.list(KEY).stream().flatMap(move -> move(move).stream()).toList());
    }

    private static Optional<Lifecycle.Move> move(Fields form) {
        boolean told = !form.text("to").isBlank();
        Robot.Status to = form.choice("to", Robot.Status.DRAFT);
        Set<Robot.Status> from = from(form, to);
        if (told && from.contains(to)) {
            form.problem("to", "'" + Lifecycle.word(to) + "' (expected: another status than it is from)");
        }
        Set<Lifecycle.Role> by = by(form);
        List<String> evidence = names(form, "evidence");
        List<String> optional = names(form, "optional");
        form.choice("notBy", Person.PREVIOUS);
        boolean another = form.value("notBy").isPresent();
        form.end();
        return told && !from.isEmpty() && !by.isEmpty()
                ? Optional.of(new Lifecycle.Move(from, to, by, evidence, optional, another))
                : Optional.empty();
    }

    private static Set<Robot.Status> from(Fields form, Robot.Status to) {
        int before = form.problems().size();
        List<Origin> origins = form.choices("from", List.of(), Origin.class);
        Set<Robot.Status> from = origins.contains(Origin.ANY)
                ? EnumSet.complementOf(EnumSet.of(to))
                : origins.stream()
                        .map(origin -> Robot.Status.valueOf(origin.name()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Robot.Status.class)));
        if (from.isEmpty() && form.problems().size() == before) {
            form.problem("from", "nothing (expected: " + words(Origin.values()) + ")");
        }
        return from;
    }

    private static Set<Lifecycle.Role> by(Fields form) {
        int before = form.problems().size();
        List<Lifecycle.Role> by = form.choices("by", List.of(), Lifecycle.Role.class);
        if (by.isEmpty() && form.problems().size() == before) {
            form.problem("by", "nobody (expected: " + words(Lifecycle.Role.values()) + ")");
        }
        return Set.copyOf(by);
    }

    private static List<String> names(Fields form, String key) {
        List<String> names = new ArrayList<>();
        for (Value value : form.values(key)) {
            if (value instanceof Value.Scalar scalar
                    && EVIDENCE.matcher(scalar.text()).matches()) {
                names.add(scalar.text());
            } else {
                form.problems()
                        .add(value.place(), key + ": " + value.kind() + " (expected: a name such as training-record)");
            }
        }
        return names;
    }

    private static String words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Lifecycle::word).collect(Collectors.joining(", "));
    }

    /** The name of a status, or {@code any} for all but the one that the move leads to. */
    private enum Origin {
        ANY,
        DRAFT,
        TRAINING,
        ASSESSMENT,
        ON_DUTY,
        SUSPENDED,
        RETIRED
    }

    private enum Person {
        PREVIOUS
    }
}
