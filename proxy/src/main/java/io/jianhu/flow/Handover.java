package io.jianhu.flow;

import io.jianhu.chat.RobotId;
import io.jianhu.chat.Ruling;
import java.util.Optional;

final class Handover {
    boolean isBraked(RobotId robot) {
        return false;
    }

    Optional<Spoken> attend(Turn turn) {
        return Optional.empty();
    }

    Spoken open(Turn turn, Ruling ruling, String notice) {
        return turn.notice(
                notice,
                io.jianhu.chat.Decision.ESCALATE,
                io.jianhu.chat.Part.Finish.CONTENT_FILTER,
                Spoken.Voice.GATEWAY);
    }
}
