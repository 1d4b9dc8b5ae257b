package io.jianhu.robot;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a robot may work on a day, and if not, why. Days begin in Shanghai; what is valid until a day includes it. */
public final class Duty {

    /** Where days begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Every reason for being off duty, in the order in which they are looked for. */
    public static final List<String> REASONS = List.of(
            "draft",
            "training",
            "assessment",
            "suspended",
            "retired",
            "unfiled",
            "filing-lapsed",
            "unassessed",
            "assessment-lapsed",
            "model-changed",
            "guardian-missing",
            "guardian-untrained");

    private Duty() {}

    /** Why the robot may not work; empty when it may. One trained guardian is enough. */
    static Optional<String> reason(Robot robot, Map<String, Guardian> guardians, LocalDate today) {
        return status(robot).or(() -> papers(robot, today)).or(() -> people(robot, guardians, today));
    }

    /** What the robot needs and has, whether it lapsed or not. */
    static List<Paper> papersOf(Robot robot, Map<String, Guardian> guardians) {
        List<Paper> papers = new ArrayList<>();
        robot.filing().ifPresent(filing -> papers.add(new Paper(Paper.Kind.FILING, filing.validUntil())));
        robot.assessment()
                .ifPresent(assessment -> papers.add(new Paper(Paper.Kind.ASSESSMENT, assessment.validUntil())));
        robot.guardians().stream()
                .map(guardians::get)
                .filter(Objects::nonNull)
                .flatMap(person -> person.trainedUntil().stream())
                .max(Comparator.naturalOrder())
                .ifPresent(day -> papers.add(new Paper(Paper.Kind.TRAINING, day)));
        return List.copyOf(papers);
    }

    private static Optional<String> status(Robot robot) {
        return switch (robot.status()) {
            case DRAFT -> Optional.of("draft");
            case TRAINING -> Optional.of("training");
            case ASSESSMENT -> Optional.of("assessment");
            case ON_DUTY -> Optional.empty();
            case SUSPENDED -> Optional.of("suspended");
            case RETIRED -> Optional.of("retired");
        };
    }

    private static Optional<String> papers(Robot robot, LocalDate today) {
        if (robot.filing().isEmpty()) {
            return Optional.of("unfiled");
        }
        if (robot.filing().get().validUntil().isBefore(today)) {
            return Optional.of("filing-lapsed");
        }
        if (robot.assessment().isEmpty()) {
            return Optional.of("unassessed");
        }
        Robot.Assessment assessment = robot.assessment().get();
        if (assessment.validUntil().isBefore(today)) {
            return Optional.of("assessment-lapsed");
        }
        return assessment.model().equals(robot.upstream().model()) ? Optional.empty() : Optional.of("model-changed");
    }

    private static Optional<String> people(Robot robot, Map<String, Guardian> guardians, LocalDate today) {
        List<Guardian> people = robot.guardians().stream()
                .map(guardians::get)
                .filter(Objects::nonNull)
                .toList();
        if (people.isEmpty()) {
            return Optional.of("guardian-missing");
        }
        boolean trained = people.stream().anyMatch(person -> isTrained(person, today));
        return trained ? Optional.empty() : Optional.of("guardian-untrained");
    }

    /** Whether a guardian's training counts on a day. */
    static boolean isTrained(Guardian person, LocalDate today) {
        return person.trainedUntil().filter(day -> !day.isBefore(today)).isPresent();
    }
}
