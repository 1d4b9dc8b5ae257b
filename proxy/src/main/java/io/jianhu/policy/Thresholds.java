package io.jianhu.policy;

import io.jianhu.chat.Side;
import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.util.Optional;
import java.util.OptionalInt;

/** What scores lead to, and how far rules may be in force at all: {@code thresholds.yaml}. */
record Thresholds(Limit input, Limit output, Ceiling ceiling) {
    static final Thresholds NONE = new Thresholds(Limit.NONE, Limit.NONE, Ceiling.NONE);

    private static final String FILE = "thresholds.yaml";
    private static final int MOST_POINTS = 1_000;

    /**
     * The scores at which one side of an exchange is stopped. Of two that are reached the higher one decides.
     *
     * @param notice what the citizen then reads; present when there is a threshold
     */
    record Limit(OptionalInt refuse, OptionalInt escalate, String notice) {
        static final Limit NONE = new Limit(OptionalInt.empty(), OptionalInt.empty(), "");

        /** The least score that stops anything. */
        OptionalInt least() {
            return refuse.isPresent() && (escalate.isEmpty() || refuse.getAsInt() < escalate.getAsInt())
                    ? refuse
                    : escalate;
        }

        /** What a score leads to. */
        Optional<Action.Kind> at(int score) {
            boolean refuses = refuse.isPresent() && score >= refuse.getAsInt();
            boolean escalates = escalate.isPresent() && score >= escalate.getAsInt();
            if (refuses && escalates) {
                return Optional.of(refuse.getAsInt() > escalate.getAsInt() ? Action.Kind.REFUSE : Action.Kind.ESCALATE);
            }
            return refuses
                    ? Optional.of(Action.Kind.REFUSE)
                    : Optional.of(Action.Kind.ESCALATE).filter(kind -> escalates);
        }
    }

    /**
     * How far any rule is in force at most.
     *
     * @param enforce the greatest strictness that is enforced
     * @param shadow the greatest strictness that is evaluated
     */
    record Ceiling(Mode mode, int enforce, int shadow) {
        static final Ceiling NONE = new Ceiling(Mode.ENFORCE, Situation.MOST, Situation.MOST);
    }

    private enum Lid {
        SHADOW,
        CANARY,
        ENFORCE
    }

    Limit limit(Side side) {
        return switch (side) {
            case QUESTION -> input;
            case ANSWER -> output;
        };
    }

    static Thresholds read(Folder folder, Words words, Problems problems) {
        return Optional.ofNullable(folder.files().get(FILE))
                .flatMap(bytes -> Document.read(FILE, bytes, "Thresholds", problems))
                .map(fields -> read(fields, words))
                .orElse(NONE);
    }

    private static Thresholds read(Fields fields, Words words) {
        Limit input = limit(fields, "input", words);
        Limit output = limit(fields, "output", words);
        Fields ceiling = fields.fields("ceiling");
        Mode mode = switch (ceiling.choice("mode", Lid.ENFORCE)) {
            case SHADOW -> Mode.SHADOW;
            case CANARY -> Mode.CANARY;
            case ENFORCE -> Mode.ENFORCE;
        };
        Ceiling read = new Ceiling(
                mode,
                ceiling.integer("enforce", Situation.MOST, 1, Situation.MOST),
                ceiling.integer("shadow", Situation.MOST, 1, Situation.MOST));
        ceiling.end();
        fields.end();
        return new Thresholds(input, output, read);
    }

    private static Limit limit(Fields fields, String side, Words words) {
        if (fields.value(side).isEmpty()) {
            return Limit.NONE;
        }
        Fields limit = fields.fields(side);
        Limit read = new Limit(points(limit, "refuse"), points(limit, "escalate"), limit.text("notice"));
        if (read.least().isEmpty()) {
            limit.problems().add(limit.place(), side + ": no threshold (expected: refuse or escalate)");
        }
        if (!read.notice().isEmpty() && !words.hasNotice(read.notice())) {
            limit.problem(
                    "notice",
                    "'" + read.notice() + "' does not exist in notices/"
                            + Suggest.hint(read.notice(), words.notices()));
        }
        limit.end();
        return read;
    }

    private static OptionalInt points(Fields limit, String key) {
        int points = limit.integer(key, 0, 1, MOST_POINTS);
        return points == 0 ? OptionalInt.empty() : OptionalInt.of(points);
    }
}
