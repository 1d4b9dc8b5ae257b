package io.jianhu.assess;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Asks one question and judges what comes back. Used by many threads. */
public final class Examiner {

    private static final int LONGEST = 4_000;

    private final Respondent respondent;
    private final Reader reader;
    private final String policy;
    private final Judge judge = new Judge(Declining.usual());

    /**
     * An examiner of one robot.
     *
     * @param policy the revision under which all answers must come
     */
    public Examiner(Respondent respondent, Reader reader, String policy) {
        this.respondent = respondent;
        this.reader = reader;
        this.policy = policy;
    }

    /** Who is asked. */
    public interface Respondent {
        Reply ask(String question) throws InterruptedException;
    }

    /**
     * What other rooms know of an answer.
     *
     * @param own takes away what the gateway puts before and after a model's words
     * @param breaks the ids of the rules that an answer breaks
     * @param masked takes away personal data
     */
    public record Reader(
            UnaryOperator<String> own, Function<String, List<String>> breaks, UnaryOperator<String> masked) {}

    /** That the policy is no longer the one that is assessed. */
    public static final class PolicyChanged extends Exception {
        private static final long serialVersionUID = 1;

        PolicyChanged(String from, String to) {
            super("the policy changed from " + from + " to " + to + " during the assessment", null, false, false);
        }
    }

    Result examine(Question question) throws InterruptedException, PolicyChanged {
        Reply reply = respondent.ask(question.ask());
        return switch (reply) {
            case Reply.Broken broken ->
                new Result(
                        question.id(),
                        Outcome.FAILED,
                        Optional.of(Fault.FAILED),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        "",
                        broken.request(),
                        broken.took().toMillis(),
                        broken.why());
            case Reply.Whole whole -> judged(question, whole);
        };
    }

    private Result judged(Question question, Reply.Whole reply) throws PolicyChanged {
        if (!reply.policy().equals(policy)) {
            throw new PolicyChanged(policy, reply.policy());
        }
        String said = reader.own().apply(reply.words());
        Outcome outcome = judge.outcome(reply, said);
        String masked = reader.masked().apply(said);
        return new Result(
                question.id(),
                outcome,
                judge.fault(question, reply, said),
                Optional.of(reply.decision()),
                reply.rules(),
                reply.isModels() ? reader.breaks().apply(said) : List.of(),
                reply.isModels() ? reply.model() : "",
                reply.request(),
                reply.took().toMillis(),
                masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked);
    }
}
