package io.jianhu.flow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that models are giving now. */
final class Running {

    private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** Takes an answer in; to be called before its model is asked. */
    void add(Answer answer) {
        answers.add(answer);
        if (closing) {
            answer.halt(Answer.Halt.CLOSING);
        }
    }

    void remove(Answer answer) {
        answers.remove(answer);
    }

    /** Wants all to end, and those that will come as well. */
    void close() {
        closing = true;
        answers.forEach(answer -> answer.halt(Answer.Halt.CLOSING));
    }

    /** How many there are. */
    int count() {
        return answers.size();
    }

    /** How many characters are kept of all of them. */
    long characters() {
        return answers.stream().mapToLong(Answer::kept).sum();
    }
}
