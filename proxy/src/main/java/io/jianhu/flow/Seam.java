package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Verdict;
import io.jianhu.guard.Guard;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/**
 * What a citizen reads on, though a dialect cuts it into channels that are complete each by itself: the blocks of one
 * answer, the pieces of a text that the dialect does not know. Each piece is guarded in its lane; what only several of
 * them together say has left in part when it is seen, so it stops the answer. Used by one thread, once.
 */
final class Seam {

    /** Which channels belong together. */
    record Of(int choice, Kind kind, int which) {

        static Of channel(Channel channel) {
            boolean apart = channel.kind() == Kind.OTHER || channel.kind() == Kind.ARGUMENTS;
            return new Of(channel.choice(), channel.kind(), apart ? channel.tool() : 0);
        }
    }

    /** The notice in place of an answer that hid something in its seams. */
    private static final String NOTICE = "upstream";

    private final List<Guard.Watch> watches;
    private final Lane.Judge judge;
    private final Function<Finding, Ruling> rule;
    private final BitSet seams = new BitSet();
    private int length;

    /** @param rule what a finding means */
    Seam(List<Guard.Watch> watches, Lane.Judge judge, Function<Finding, Ruling> rule) {
        this.watches = watches;
        this.judge = judge;
        this.rule = rule;
    }

    /** A piece is complete. Of the first one this seam gets all words here; those of later ones it has read. */
    void closed(CharSequence first) {
        if (length == 0) {
            watches.forEach(watch -> watch.read(first, finding -> {}));
            length = first.length();
        }
        seams.set(length);
    }

    /** Takes the next words: what they mean together with those of earlier pieces, and only with them. */
    Ruling read(String words) {
        List<Finding> found = new ArrayList<>();
        watches.forEach(watch -> watch.read(words, found::add));
        length += words.length();
        return found.stream()
                .filter(finding -> isTorn(finding.span()))
                .filter(finding -> judge.effect(finding) != Lane.Effect.NONE)
                .findFirst()
                .map(this::stop)
                .orElse(Ruling.ALLOW);
    }

    /** Whether a piece ends within it, perhaps long before what follows shows that it is found. */
    private boolean isTorn(Span span) {
        int seam = seams.nextSetBit(span.start() + 1);
        return seam >= 0 && seam < span.end();
    }

    /** What hides cannot hide any more. */
    private Ruling stop(Finding finding) {
        Ruling ruling = rule.apply(finding);
        return ruling.verdict() instanceof Verdict.Mask
                ? new Ruling(new Verdict.Refuse(List.of(finding), NOTICE), List.of())
                : ruling;
    }
}
