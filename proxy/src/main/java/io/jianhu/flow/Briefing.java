package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What an {@link Answer} has to know of its exchange; nothing in it changes while the answer runs. */
interface Briefing {

    /** The revision in force. */
    String policy();

    /** What was decided on the question. */
    Decision decision();

    /** The rules that decided on the question. */
    List<String> rules();

    /** Whether this answer has to tell that a machine speaks, as the first one or after long use. */
    boolean noticeDue();

    /** What stands before the first words of each choice, possibly nothing. */
    String opening();

    /** What stands after the last words of each choice, possibly nothing. */
    String closing();

    /**
     * The implicit label of GB 45438—2025 Annex E. May sign it when it is first asked for, which takes some time: to be
     * asked for by the thread that walks the exchange.
     */
    Map<String, String> label();

    /** A lane for a channel that has just begun. */
    Lane lane(Channel channel);

    /** What joins the channels that are read on after a channel. */
    Seam seam(Channel channel);

    /** What decides on tool calls; empty when the robot's are not limited. */
    Optional<ToolGate> tools();

    /** What the findings on a channel mean. */
    Ruling rule(Channel channel, List<Finding> findings);

    /** What the score of everything that was ruled on an answer means; {@link Ruling#ALLOW} when it stops nothing. */
    Ruling score(Ruling all);

    /** Puts a ruling on an answer on record. Fails when it is not, and nothing may be done without a record. */
    CompletableFuture<Void> record(Ruling ruling);
}
