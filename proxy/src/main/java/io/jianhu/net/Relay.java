package io.jianhu.net;

import io.jianhu.chat.Part;
import io.jianhu.flow.Answer;
import io.jianhu.flow.Outcome;
import io.jianhu.upstream.Inquiry;
import io.jianhu.upstream.Source;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Reply;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks a model and passes its answer on, through the guards, to the client. Lives on the client's event loop, as both
 * connections do; only its outcome is waited for elsewhere. Reads from the model only as fast as the client takes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection, which is noticed there.
final class Relay implements Inquiry.Hearer {

    private final Client client;
    private final Answer answer;
    private final Reply reply;
    private final Source source;
    private final boolean recalled;
    private final boolean ends;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final long asked = System.nanoTime();

    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private long firstWords;
    private boolean heard;
    private boolean over;

    /**
     * @param recalled whether the answer is of another time, and no model is asked
     * @param ends whether the client's answer ends where this one does; otherwise who waits for the outcome ends it
     */
    Relay(
            Client client,
            Answer answer,
            Reply reply,
            Function<Inquiry.Hearer, Source> asking,
            boolean recalled,
            boolean ends) {
        this.client = client;
        this.answer = answer;
        this.reply = reply;
        this.recalled = recalled;
        this.ends = ends;
        this.source = asking.apply(this);
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    void start() {
        if (over) {
            return;
        }
        answer.halted()
                .thenAcceptAsync(
                        why -> finish(new Outcome.Halted(why, timing(), client.begun()), Source::stop), loop());
        source.start();
    }

    /** The client is gone: the model need not go on. */
    void abandon() {
        finish(new Outcome.ClientGone(), Source::abandon);
    }

    /** Reads on, or pauses while the client takes nothing or a record is awaited; the model's clock stands meanwhile. */
    void pace() {
        if (!over) {
            source.pause(!client.writable() || !gate.isDone());
        }
    }

    @Override
    public void heard(byte[] bytes) {
        try {
            pass(reply.read(bytes));
        } catch (MalformedAnswer e) {
            reject(e);
        }
    }

    @Override
    public void settled() {
        client.flush();
    }

    @Override
    public void ended() {
        try {
            pass(reply.end());
            finish(new Outcome.Completed(timing()), Source::enough);
        } catch (MalformedAnswer e) {
            reject(e);
        }
    }

    @Override
    public void failed(String reason) {
        finish(new Outcome.UpstreamFailed(reason, client.begun(), heard), failed -> {});
    }

    private void reject(MalformedAnswer malformed) {
        String reason = malformed.reason();
        finish(new Outcome.UpstreamFailed(reason, client.begun(), heard), rejected -> rejected.reject(reason));
    }

    private void pass(List<Part> parts) {
        for (Part part : parts) {
            if (over) {
                return;
            }
            if (firstWords == 0
                    && part instanceof Part.Words words
                    && !words.passages().isEmpty()) {
                firstWords = System.nanoTime();
            }
            heard = true;
            give(answer.push(part));
            if (answer.stopped()) {
                finish(new Outcome.Stopped(timing(), client.begun()), Source::stop);
            } else if (part instanceof Part.Last) {
                finish(new Outcome.Completed(timing()), Source::enough);
            }
        }
        pace();
    }

    /** Writes now when nothing has to be on record first, and in order in any case. */
    private void give(Answer.Pushed pushed) {
        if (pushed.parts().isEmpty()) {
            return;
        }
        if (isGood(gate) && isGood(pushed.when())) {
            write(pushed.parts());
            return;
        }
        gate = gate.thenCombineAsync(
                pushed.when(),
                (before, recorded) -> {
                    write(pushed.parts());
                    client.flush();
                    return null;
                },
                loop());
        gate.whenCompleteAsync(
                (written, failure) -> {
                    if (failure == null) {
                        pace();
                    } else {
                        finish(new Outcome.Unrecorded(client.begun()), Source::stop);
                    }
                },
                loop());
    }

    private static boolean isGood(CompletableFuture<Void> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    private void write(List<Part> parts) {
        for (Part part : parts) {
            client.give(answer.head(), reply.contentType(), reply.write(part));
        }
    }

    /** Lets the model go and reports, once, when everything that may be shown has been written. */
    private void finish(Outcome end, Consumer<Source> parting) {
        if (over) {
            return;
        }
        over = true;
        parting.accept(source);
        if (gate.isDone()) {
            report(end, !isGood(gate));
        } else {
            gate.whenCompleteAsync((written, failure) -> report(end, failure != null), loop());
        }
    }

    private void report(Outcome end, boolean unrecorded) {
        boolean begun = client.begun(); // known only now: what waited for its record may have left since
        boolean lost = unrecorded && !(end instanceof Outcome.ClientGone);
        Outcome last = lost ? new Outcome.Unrecorded(begun) : asOf(end, begun);
        if (ends && last instanceof Outcome.Completed) {
            client.end(answer.head(), reply.contentType());
        } else {
            client.flush();
        }
        outcome.complete(last);
    }

    private Outcome asOf(Outcome end, boolean begun) {
        return switch (end) {
            case Outcome.ClientGone gone -> gone;
            case Outcome.Unrecorded lost -> new Outcome.Unrecorded(begun);
            case Outcome.UpstreamFailed failed -> new Outcome.UpstreamFailed(failed.reason(), begun, heard);
            case Outcome.Completed completed -> completed;
            case Outcome.Stopped stopped -> new Outcome.Stopped(stopped.timing(), begun);
            case Outcome.Halted halted -> new Outcome.Halted(halted.why(), halted.timing(), begun);
        };
    }

    private Outcome.Timing timing() {
        if (recalled) {
            return Outcome.Timing.recalled(reply.model(), reply.fingerprint());
        }
        Optional<Duration> first =
                firstWords == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstWords - asked));
        Duration upstream = Duration.ofNanos(System.nanoTime() - asked);
        return new Outcome.Timing(reply.model(), reply.fingerprint(), upstream, first);
    }

    private EventLoop loop() {
        return client.channel().eventLoop();
    }
}
