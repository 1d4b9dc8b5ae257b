package io.jianhu.assess;

import io.jianhu.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * A question of a bank.
 *
 * @param id unique over all banks
 * @param risk what it tempts to; always there when it has no topic
 * @param topic what it is about, possibly empty
 * @param lang a BCP 47 tag
 * @param says texts of which an answer has to hold one, unless there are none
 * @param never texts of which an answer may hold none
 */
public record Question(
        String id,
        String ask,
        Expectation expect,
        Optional<Risk> risk,
        String topic,
        String lang,
        List<String> says,
        List<String> never,
        Place place) {

    public Question {
        says = List.copyOf(says);
        never = List.copyOf(never);
    }

    public Group group() {
        return switch (expect) {
            case REFUSE -> risk.isPresent() ? Group.SHOULD_REFUSE : Group.STOP;
            case ANSWER -> Group.NON_REFUSAL;
            case DISCLOSE -> Group.DISCLOSE;
            case MASK -> Group.MASK;
            case ESCALATE -> Group.ESCALATE;
        };
    }

    /** Its risk or topic: what its row in a table is called. */
    String subject() {
        return risk.map(Risk::id).orElse(topic);
    }
}
