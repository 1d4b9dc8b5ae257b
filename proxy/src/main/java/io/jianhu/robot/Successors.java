package io.jianhu.robot;

import io.jianhu.source.Fields;
import io.jianhu.source.Value;
import java.util.List;
import java.util.Optional;

/** Who takes over from whom: its file says so, or the step that retired it does. */
final class Successors {

    static final String KEY = "successor";

    private Successors() {}

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
}
