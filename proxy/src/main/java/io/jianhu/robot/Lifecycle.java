package io.jianhu.robot;

import io.jianhu.source.Suggest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The life of a robot: the moves from one status to another, who may make them, and what shows that they are right.
 * Without moves any is allowed.
 */
public record Lifecycle(List<Move> moves) {

    static final Lifecycle ANY = new Lifecycle(List.of());

    public Lifecycle {
        moves = List.copyOf(moves);
    }

    /** What people are to a robot. */
    public enum Role {
        /** The authority that employs it. */
        DEPARTMENT,
        /** Who made it. */
        SUPPLIER,
        /** Who is in charge of it (监护人). */
        GUARDIAN,
        /** Who watches over both (监督). */
        SUPERVISOR;

        /** As in files and on the command line. */
        public String word() {
            return Lifecycle.word(this);
        }
    }

    /**
     * A move that may be made.
     *
     * @param from from any of these, one at least
     * @param by by any of these, one at least
     * @param evidence the names of what must be given
     * @param optional the names of what may be given
     * @param anotherPerson whether it needs another person than the one who made the step before
     */
    public record Move(
            Set<Robot.Status> from,
            Robot.Status to,
            Set<Role> by,
            List<String> evidence,
            List<String> optional,
            boolean anotherPerson) {

        public Move {
            from = Set.copyOf(EnumSet.copyOf(from));
            by = Set.copyOf(EnumSet.copyOf(by));
            evidence = List.copyOf(evidence);
            optional = List.copyOf(optional);
        }

        /** Who may make it, in words and in order. */
        public List<String> roles() {
            return by.stream().sorted().map(Role::word).toList();
        }
    }

    /** What of a step is not allowed. */
    public enum Part {
        STATUS,
        SINCE,
        ROLE,
        NAME,
        EVIDENCE
    }

    /**
     * Why a step is not allowed.
     *
     * @param evidence the name of the evidence that is wrong; empty when it is missing or when it is about another part
     * @param message what is wrong and what was expected
     */
    public record Objection(Part part, Optional<String> evidence, String message) {

        private Objection(Part part, String message) {
            this(part, Optional.empty(), message);
        }
    }

    /** A status as in files and on the command line. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The moves from a status, in the order of the file. */
    public List<Move> from(Robot.Status status) {
        return moves.stream().filter(move -> move.from().contains(status)).toList();
    }

    /**
     * Why a step may not be made.
     *
     * @param from the status before; empty for the first step that is on record, which may be to a draft or what any
     *     move leads to
     * @param before the step that led to it, where it is on record
     * @return empty when it may
     */
    public Optional<Objection> objection(Optional<Robot.Status> from, Optional<Step> before, Step step) {
        if (before.isPresent() && step.since().isBefore(before.get().since())) {
            return Optional.of(new Objection(
                    Part.SINCE,
                    step.since() + " (expected: " + before.get().since() + " or later, the day of the step before)"));
        }
        boolean begins = from.isEmpty() && step.status() == Robot.Status.DRAFT;
        if (moves.isEmpty() || begins) {
            return Optional.empty();
        }
        List<Move> there = from.map(this::from).orElse(moves).stream()
                .filter(move -> move.to() == step.status())
                .toList();
        if (there.isEmpty()) {
            return Optional.of(new Objection(Part.STATUS, quoted(word(step.status())) + expectedAfter(from)));
        }
        List<Move> allowed = there.stream()
                .filter(move -> move.by().contains(step.by().role()))
                .toList();
        if (allowed.isEmpty()) {
            return Optional.of(new Objection(
                    Part.ROLE,
                    quoted(step.by().role().word()) + " (expected for " + name(from, step) + ": " + roles(there)
                            + ")"));
        }
        List<Objection> objections = new ArrayList<>();
        for (Move move : allowed) {
            Optional<Objection> objection = objection(move, name(from, step), before, step);
            if (objection.isEmpty()) {
                return Optional.empty();
            }
            objections.add(objection.get());
        }
        return Optional.of(objections.getFirst());
    }

    private static Optional<Objection> objection(Move move, String name, Optional<Step> before, Step step) {
        for (String needed : move.evidence()) {
            if (!step.evidence().containsKey(needed)) {
                return Optional.of(new Objection(
                        Part.EVIDENCE,
                        "'" + needed + "' is missing (expected for " + name + ": " + String.join(", ", move.evidence())
                                + ")"));
            }
        }
        Set<String> known = new LinkedHashSet<>(move.evidence());
        known.addAll(move.optional());
        for (String given : step.evidence().keySet()) {
            if (!known.contains(given)) {
                return Optional.of(new Objection(
                        Part.EVIDENCE,
                        Optional.of(given),
                        "unknown evidence '" + given + "' (expected for " + name + ": "
                                + (known.isEmpty() ? "none" : String.join(", ", known)) + ")"
                                + Suggest.hint(given, known)));
            }
        }
        boolean same = before.filter(
                        past -> past.by().name().strip().equals(step.by().name().strip()))
                .isPresent();
        return move.anotherPerson() && same
                ? Optional.of(new Objection(
                        Part.NAME,
                        quoted(step.by().name()) + " (expected for " + name
                                + ": another person than the one who made the step before)"))
                : Optional.empty();
    }

    private String expectedAfter(Optional<Robot.Status> from) {
        Set<Robot.Status> expected = EnumSet.noneOf(Robot.Status.class);
        if (from.isEmpty()) {
            expected.add(Robot.Status.DRAFT);
        }
        from.map(this::from).orElse(moves).forEach(move -> expected.add(move.to()));
        String words = expected.stream().map(Lifecycle::word).collect(Collectors.joining(", "));
        return " (expected " + from.map(status -> "after " + word(status)).orElse("first") + ": "
                + (words.isEmpty() ? "nothing" : words) + ")";
    }

    private static String name(Optional<Robot.Status> from, Step step) {
        return from.map(status -> word(status) + " → ").orElse("") + word(step.status());
    }

    private static String roles(List<Move> moves) {
        return moves.stream()
                .flatMap(move -> move.by().stream())
                .distinct()
                .sorted()
                .map(Role::word)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }
}
