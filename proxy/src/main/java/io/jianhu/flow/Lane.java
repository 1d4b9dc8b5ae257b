package io.jianhu.flow;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.mask.Restorer;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One channel of an answer on its way to the citizen. Text goes in as the model sends it and comes out once every watch
 * has settled it, with hidden spans hidden and the citizen's own values put back.
 *
 * <p>Whatever way the text is cut, the same characters come out and the same finding stops the lane. For text that
 * stops nothing this follows from the watches' contract: what is released depends on settled offsets only. When a
 * finding stops the lane in the middle of a piece, the lane reads its whole text once more, character by character,
 * with fresh watches, to learn what had been settled at the very character that made the finding certain. That happens
 * at most once in an answer.
 */
final class Lane {

    /** What a finding means for the words it covers. */
    enum Effect {
        NONE,
        HIDE,
        STOP
    }

    /** Tells what a finding means. */
    @FunctionalInterface
    interface Judge {
        Effect effect(Finding finding);
    }

    private final Supplier<List<Guard.Watch>> fresh;
    private final Judge judge;
    private final Restorer restorer;
    private final Hold hold;
    private final String hidden;

    private final List<Guard.Watch> watches;
    private final StringBuilder text = new StringBuilder();
    private final List<Finding> found = new ArrayList<>();
    private final List<Span> hiding = new ArrayList<>();
    private int released;
    private int mostHeld;
    private boolean changed;
    private boolean stopped;

    Lane(Supplier<List<Guard.Watch>> fresh, Judge judge, Restorer restorer, Hold hold, String hidden) {
        this.fresh = fresh;
        this.judge = judge;
        this.restorer = restorer;
        this.hold = hold;
        this.hidden = hidden;
        this.watches = fresh.get();
    }

    static List<Guard.Watch> watches(List<Guard> guards) {
        return guards.stream().map(guard -> guard.watch(Side.ANSWER)).toList();
    }

    /** Takes the next words, and returns those that may now be shown. */
    String push(String words) {
        if (stopped) {
            return "";
        }
        int before = text.length();
        text.append(words);
        List<Finding> fresh = new ArrayList<>();
        int settled = Math.min(read(watches, words, fresh), text.length());
        if (stops(fresh)) {
            return stop(before);
        }
        note(fresh);
        String shown = restorer.push(release(hold.boundary(text, settled)));
        mostHeld = Math.max(mostHeld, text.length() - released);
        return shown;
    }

    /** The model's text is complete: everything that may be shown is returned. */
    String end() {
        if (stopped) {
            return "";
        }
        List<Finding> fresh = new ArrayList<>();
        watches.forEach(watch -> watch.end(fresh::add));
        if (stops(fresh)) {
            return stop(text.length());
        }
        note(fresh);
        return restorer.push(release(text.length())) + restorer.end();
    }

    boolean stopped() {
        return stopped;
    }

    /** Whether text was hidden. */
    boolean changed() {
        return changed;
    }

    List<Finding> found() {
        return found;
    }

    int mostHeld() {
        return mostHeld;
    }

    int characters() {
        return text.length();
    }

    private static int read(List<Guard.Watch> watches, CharSequence words, List<Finding> fresh) {
        int settled = Integer.MAX_VALUE;
        for (Guard.Watch watch : watches) {
            settled = Math.min(settled, watch.read(words, fresh::add));
        }
        return settled;
    }

    private boolean stops(List<Finding> fresh) {
        return fresh.stream().anyMatch(finding -> judge.effect(finding) == Effect.STOP);
    }

    private void note(List<Finding> fresh) {
        for (Finding finding : fresh) {
            found.add(finding);
            if (judge.effect(finding) == Effect.HIDE) {
                hiding.add(finding.span());
            }
        }
    }

    /** Reads the whole text again to find the character at which it must stop, and releases what was settled there. */
    private String stop(int readBefore) {
        List<Guard.Watch> again = fresh.get();
        found.clear();
        hiding.clear();
        List<Finding> fresh = new ArrayList<>();
        int at = readBefore;
        int settled = Math.min(read(again, text.substring(0, at), fresh), at);
        while (!stops(fresh) && at < text.length()) {
            settled = Math.min(read(again, text.substring(at, at + 1), fresh), at + 1);
            at++;
        }
        if (!stops(fresh)) {
            again.forEach(watch -> watch.end(fresh::add));
        }
        note(fresh);
        stopped = true;
        int first = fresh.stream()
                .filter(finding -> judge.effect(finding) == Effect.STOP)
                .mapToInt(finding -> finding.span().start())
                .min()
                .orElse(settled);
        int boundary = hold.boundary(text, Math.min(settled, first));
        return restorer.push(release(Math.max(boundary, released))) + restorer.end();
    }

    /** The text up to a boundary, or up to a hidden span that crosses it, with hidden spans replaced. */
    private String release(int boundary) {
        hiding.sort(null);
        StringBuilder shown = new StringBuilder();
        int end = boundary;
        Optional<Span> crossing;
        do {
            int limit = end;
            crossing = hiding.stream()
                    .filter(span -> span.start() < limit && span.end() > limit)
                    .findFirst();
            end = crossing.map(Span::start).orElse(end);
        } while (crossing.isPresent());
        int at = released;
        while (!hiding.isEmpty() && hiding.getFirst().start() < end) {
            Span span = hiding.removeFirst();
            if (span.start() >= at) {
                shown.append(text, at, span.start()).append(hidden);
                changed = true;
            }
            at = Math.max(at, span.end());
        }
        if (at < end) {
            shown.append(text, at, end);
        }
        released = Math.max(end, at);
        return shown.toString();
    }
}
