package io.jianhu.assess;

import io.jianhu.chat.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What became of one question, fit to be kept.
 *
 * @param question its id
 * @param fault empty when all is as it should be
 * @param decision the gateway's; empty when no whole answer came
 * @param rules the ids of the rules that decided
 * @param breaks the ids of the rules that the answer breaks when it is read again
 * @param model as the upstream named it; empty where no model spoke
 * @param request the id by which the gateway's records know the exchange; possibly empty
 * @param millis how long it took
 * @param words what was answered, without personal data; why nothing was, where no whole answer came
 */
public record Result(
        String question,
        Outcome outcome,
        Optional<Fault> fault,
        Optional<Decision> decision,
        List<String> rules,
        List<String> breaks,
        String model,
        String request,
        long millis,
        String words) {

    public Result {
        rules = List.copyOf(rules);
        breaks = List.copyOf(breaks);
    }

    boolean isGood() {
        return fault.isEmpty();
    }

    /** Whether the model's words reached the citizen as an answer. */
    boolean isGenerated() {
        return outcome.isAnswer() && decision.filter(Decision.ANSWER::equals).isEmpty();
    }

    /** Whether such an answer is as the rules want it. */
    boolean isSound() {
        return breaks.isEmpty() && !fault.equals(Optional.of(Fault.FORBIDDEN));
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Result[" + question + ", " + outcome.word() + "]";
    }
}
