package io.jianhu.desk;

import io.jianhu.disclose.IdentityCard;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.robot.Vocabulary;
import java.time.Instant;
import java.util.List;

/** Draws up identity cards from the registry. Of a guardian only the office is told. */
final class Cards {

    private Cards() {}

    static IdentityCard of(Robot robot, Registry registry, Instant now) {
        Vocabulary.Level level = registry.vocabulary().level(robot.level());
        Robot.English english = robot.english();
        return new IdentityCard(
                robot.id().value(),
                robot.name(),
                robot.department(),
                new IdentityCard.English(english.name(), english.department(), english.office()),
                registry.offDuty(robot, now).isEmpty(),
                registry.successor(robot).map(Cards::successor),
                words(registry.vocabulary().type(robot.type())),
                words(level.term()),
                robot.scenes(),
                words(level.may()),
                words(level.mayNot()),
                robot.filing().map(filing -> new IdentityCard.Filing(filing.number(), filing.validUntil())),
                registry.office(robot),
                new IdentityCard.Complaints(
                        robot.complaints().phone(),
                        robot.complaints().url(),
                        robot.complaints().hours()),
                robot.human().map(way -> new IdentityCard.Words(way, english.human())),
                robot.languages());
    }

    private static IdentityCard.Successor successor(Robot robot) {
        return new IdentityCard.Successor(
                robot.id().value(),
                new IdentityCard.Words(robot.name(), robot.english().name()),
                robot.address());
    }

    private static List<IdentityCard.Words> words(List<Vocabulary.Term> terms) {
        return terms.stream().map(Cards::words).toList();
    }

    private static IdentityCard.Words words(Vocabulary.Term term) {
        return new IdentityCard.Words(term.zh(), term.en());
    }
}
