package io.jianhu.net;

import io.jianhu.cache.Answers;
import io.jianhu.cache.Answers.Finding;
import io.jianhu.cache.Kept;
import io.jianhu.cache.Keys;
import io.jianhu.cache.Recorder;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Keeping;
import io.jianhu.flow.Outcome;
import io.jianhu.upstream.Inquiry;
import io.jianhu.upstream.Source;
import io.jianhu.wire.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Gives an answer that was kept, or that somebody else is just getting, and keeps what may be given again. */
record Remembering(Answers answers, Keys.Key key, Keeping keeping) {

    /** How an answer gets from its source to the client. */
    interface Way {

        /**
         * Takes an answer there.
         *
         * @param recalled whether no model is asked
         */
        Outcome go(Reply reply, Function<Inquiry.Hearer, Source> source, boolean recalled) throws InterruptedException;
    }

    /**
     * Goes one way or the other.
     *
     * @param reply to the model, which is asked when there is no other way
     * @param patience how long somebody else's answer is waited for
     * @param gone done when the client has left
     */
    Outcome relay(
            Reply reply,
            Function<Inquiry.Hearer, Source> model,
            Answer answer,
            Duration patience,
            CompletableFuture<?> gone,
            Way way)
            throws InterruptedException {
        return switch (answers.find(key.name())) {
            case Finding.Known known -> recall(known.answer(), reply, answer, way);
            case Finding.First first -> lead(first, reply, model, answer, way);
            case Finding.Behind behind -> {
                answer.unmeasured(); // if the model is asked after all, it is asked late
                Optional<Kept> theirs = await(behind, patience, CompletableFuture.anyOf(answer.halted(), gone));
                if (theirs.isPresent()) {
                    yield recall(theirs.get(), reply, answer, way);
                }
                Recorder recorder = recorder(reply);
                Outcome outcome = way.go(new Reply(recorder, reply.voice()), model, false);
                fit(recorder, outcome, answer).ifPresent(good -> answers.keep(key.name(), good));
                yield outcome;
            }
        };
    }

    private static Outcome recall(Kept kept, Reply reply, Answer answer, Way way) throws InterruptedException {
        answer.unmeasured();
        return way.go(new Reply(kept.ear(), reply.voice()), hearer -> new Recall(kept, hearer), true);
    }

    private Outcome lead(
            Finding.First first, Reply reply, Function<Inquiry.Hearer, Source> model, Answer answer, Way way)
            throws InterruptedException {
        Optional<Kept> kept = Optional.empty();
        try {
            Recorder recorder = recorder(reply);
            Outcome outcome = way.go(new Reply(recorder, reply.voice()), model, false);
            kept = fit(recorder, outcome, answer);
            return outcome;
        } finally {
            answers.close(key.name(), first, kept);
        }
    }

    private Recorder recorder(Reply reply) {
        return new Recorder(reply.ear(), keeping.most());
    }

    /** The answer, when it came to its end and nothing was found in it. */
    private Optional<Kept> fit(Recorder recorder, Outcome outcome, Answer answer) {
        return outcome instanceof Outcome.Completed && answer.isPlain()
                ? recorder.whole().map(bytes -> new Kept(bytes, key.tongue(), key.request(), keeping.life()))
                : Optional.empty();
    }

    private static Optional<Kept> await(Finding.Behind behind, Duration patience, CompletableFuture<?> over)
            throws InterruptedException {
        try {
            CompletableFuture.anyOf(behind.asking(), over).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for another's answer broke", e.getCause());
        }
        return behind.asking().getNow(Optional.empty());
    }
}
