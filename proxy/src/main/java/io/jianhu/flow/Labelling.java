package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.disclose.AigcLabel;
import io.jianhu.robot.LabelKey;
import io.jianhu.robot.Robot;
import java.util.Optional;

/** Labels one answer, once and only if it is asked to: a guardian's words have no label. Used by one thread. */
final class Labelling {

    private final Robot robot;
    private final String number;
    private final Journaling journaling;
    private Optional<AigcLabel> label = Optional.empty();

    /** @param number of the answer: the request id, by which the ledger finds it */
    Labelling(Robot robot, String number, Journaling journaling) {
        this.robot = robot;
        this.number = number;
        this.journaling = journaling;
    }

    AigcLabel label() {
        if (label.isEmpty()) {
            AigcLabel plain = AigcLabel.of(robot.label().providerCode(), number);
            label = Optional.of(
                    robot.label().sign().map(key -> signed(plain, key)).orElse(plain));
        }
        return label.get();
    }

    /** A label without its signature is better than no answer; that it went without is on record. */
    private AigcLabel signed(AigcLabel plain, LabelKey key) {
        Optional<AigcLabel> signed = key.read().map(plain::signed);
        if (signed.isEmpty()) {
            journaling.note(new Event.Acted(
                    journaling.now(), "jianhu", "label-unsigned", robot.id().value()));
        }
        return signed.orElse(plain);
    }
}
