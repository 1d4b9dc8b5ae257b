package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.ask.Frame;
import io.jianhu.loadtest.ask.Heard;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Reply;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Scan;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One question before all others, by another client, that shows what an arm adds to the model's words. */
public final class Rehearsal {

    /** A number that no run comes to. */
    private static final long NUMBER = 999_999_999L;

    private static final int OK = 200;
    /** What every notice says of the robot. */
    private static final String MACHINE = "人工智能";

    private Rehearsal() {}

    /**
     * Asks it, and says what an arm is to be asked from then on, and how that must be answered.
     *
     * @throws WrongAnswer when it is not the model's answer, or what stands around it is not what the arm must add
     */
    public static Order order(Arm arm, boolean stream, Dialogue dialogue) throws InterruptedException, WrongAnswer {
        Target target = arm.target(stream);
        String what = arm.name() + (stream ? ", streams" : ", documents");
        Reply reply = Reply.to(dialogue.question(NUMBER), target, stream, what);
        Heard heard = reply.heard();
        if (!reply.isWhole() || reply.status() != OK) {
            throw new WrongAnswer(what + ": status " + reply.status() + " (expected: 200 and a whole answer)");
        }
        Optional<Frame> frame = Frame.around(Scan.utf8(dialogue.answer(NUMBER)), heard.text());
        if (frame.isEmpty()) {
            throw new WrongAnswer(
                    what + ": not the model's answer, but " + new String(heard.text(), StandardCharsets.UTF_8));
        }
        boolean told = new String(frame.get().before(), StandardCharsets.UTF_8).contains(MACHINE);
        boolean plain = frame.get().before().length + frame.get().after().length == 0;
        if (arm.mustTell() ? !told : !plain) {
            throw new WrongAnswer(what + (arm.mustTell() ? ": no notice that a machine speaks" : ": words were added"));
        }
        return new Order(target, stream, frame.get());
    }
}
