package io.jianhu.flow;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Raw;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import io.jianhu.robot.San;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One request and the way back to its client. Its methods are called by whoever walks the exchange, one thread after the
 * other (a long question is read by one of the {@link ReadingRoom}); what they say reaches the client in their order.
 */
public interface Call {

    /** The request id, unique and safe to print. */
    String id();

    /** The robot as the path names it, not yet known to exist. */
    String robot();

    /** The API key the client showed, if any. */
    Optional<String> key();

    /** The names in the certificate that the client showed and that was verified; none without one. */
    Set<San> names();

    /** The wire format, such as {@code openai}. */
    String dialect();

    /** How many bytes the request's body has. */
    int size();

    /**
     * Counts what the exchange keeps in memory until it is over, beside its body.
     *
     * @param bytes as much memory as so many bytes of a body take
     * @return false, and nothing is counted, when there is no room for it
     */
    boolean carry(int bytes);

    /** Done when the client has left before its answer was complete; never fails. */
    CompletableFuture<Void> gone();

    /** Runs when the last byte of the answer has left or the client is gone. */
    void whenOver(Runnable release);

    /** How long ago the whole request had arrived. */
    Duration age();

    /**
     * Reads the question.
     *
     * @throws Rejected when it is not one
     */
    Raw read(Robot robot, Client client) throws Rejected;

    /**
     * Asks the robot's model, and gives the client what {@code answer} makes of its answer.
     *
     * @param keeping leave to give an answer that was kept, and to keep this one; empty without such leave
     * @throws Rejected when the model's server has no way to be asked this
     */
    Outcome relay(Exchange exchange, Robot robot, Answer answer, Optional<Keeping> keeping)
            throws Rejected, InterruptedException;

    /** Ends the answer with these parts, or gives them as the whole answer when none has begun; what follows is nothing. */
    void finish(Head head, List<Part> parts);

    /** Names the robot's model as the only one there is. */
    void models(Head head, String model, String owner);

    /** Answers with an error of the client's format; cuts the connection when an answer has begun. */
    void fail(Head head, Rejected rejected);
}
