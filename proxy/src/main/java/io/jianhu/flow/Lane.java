package io.jianhu.flow;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.mask.Restorer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One channel of an answer on its way to the citizen. Text goes in as the model sends it and comes out once every watch
 * has settled it, with hidden spans hidden and the citizen's own values put back.
 *
 * <p>Whatever way the text is cut, the same characters come out and the same finding stops the lane. For text that
 * stops nothing this follows from the watches' contract: what is released depends on settled offsets only. When a
 * finding stops the lane in the middle of a piece, the lane reads its whole text once more, character by character,
 * with fresh watches, to learn what had been settled at the very character that made the finding certain. That happens
 * at most once in an answer. The same holds for a finding that stops the lane only because of what others, here or in
 * another lane, have scored before: a score grows finding by finding, and at the same character in every cutting.
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

        /** Whether words are public, or stand for a citizen's own: then no finding hides them. */
        default boolean isOpen(CharSequence words) {
            return false;
        }

        /** What a finding adds to the score of the answer: 0 or more. */
        default int points(Finding finding) {
            return 0;
        }
    }

    private final Supplier<List<Guard.Watch>> fresh;
    private final Judge judge;
    private final Score score;
    private final Restorer restorer;
    private final Hold hold;
    private final Veil veil;

    private final List<Guard.Watch> watches;
    private final StringBuilder text = new StringBuilder();
    private final List<Finding> found = new ArrayList<>();
    private int recorded;
    private int examined;
    private int boundary;
    private int mostHeld;
    private boolean over;
    private boolean stopped;

    /** @param score what all lanes of the answer have scored; a finding that brings it to its limit stops the lane */
    Lane(Supplier<List<Guard.Watch>> fresh, Judge judge, Score score, Restorer restorer, Hold hold, Veil veil) {
        this.fresh = fresh;
        this.judge = judge;
        this.score = score;
        this.restorer = restorer;
        this.hold = hold;
        this.veil = veil;
        this.watches = fresh.get();
    }

    static List<Guard.Watch> watches(List<Guard> guards) {
        return guards.stream().map(guard -> guard.watch(Side.ANSWER)).toList();
    }

    /** Takes the next words, and returns those that may now be shown. */
    String push(String words) {
        if (over) {
            return "";
        }
        int before = text.length();
        text.append(words);
        List<Finding> reported = new ArrayList<>();
        int settled = Math.min(read(watches, words, reported), text.length());
        if (stop(reported).isPresent()) {
            return stop(before);
        }
        note(reported);
        String shown = restorer.push(veil.release(text, hold(settled), false));
        mostHeld = Math.max(mostHeld, text.length() - veil.released());
        return shown;
    }

    /** The model's text is complete: everything that may be shown is returned, and nothing more is taken. */
    String end() {
        if (over) {
            return "";
        }
        List<Finding> reported = new ArrayList<>();
        watches.forEach(watch -> watch.end(reported::add));
        if (stop(reported).isPresent()) {
            return stop(text.length());
        }
        over = true;
        note(reported);
        return restorer.push(veil.release(text, text.length(), true)) + restorer.end();
    }

    boolean stopped() {
        return stopped;
    }

    /** The model's words so far, as they came. */
    CharSequence text() {
        return text;
    }

    List<Finding> found() {
        return found;
    }

    /** What was found since this was asked last. */
    List<Finding> news() {
        List<Finding> news = List.copyOf(found.subList(recorded, found.size()));
        recorded = found.size();
        return news;
    }

    int mostHeld() {
        return mostHeld;
    }

    int characters() {
        return text.length();
    }

    private static int read(List<Guard.Watch> watches, CharSequence words, List<Finding> reported) {
        int settled = Integer.MAX_VALUE;
        for (Guard.Watch watch : watches) {
            settled = Math.min(settled, watch.read(words, reported::add));
        }
        return settled;
    }

    /** Where the first of the findings that stop the lane begins; empty when none does. */
    private OptionalInt stop(List<Finding> reported) {
        OptionalInt first = OptionalInt.empty();
        if (reported.isEmpty()) {
            return first;
        }
        Score next = score.copy();
        for (Finding finding : reported) {
            boolean reached = next.add(finding.rule(), judge.points(finding));
            if (reached || judge.effect(finding) == Effect.STOP) {
                int start = finding.span().start();
                first = OptionalInt.of(first.isEmpty() ? start : Math.min(first.getAsInt(), start));
            }
        }
        return first;
    }

    private void note(List<Finding> reported) {
        for (Finding finding : reported) {
            boolean hides = judge.effect(finding) == Effect.HIDE;
            if (hides
                    && judge.isOpen(text.subSequence(
                            finding.span().start(), finding.span().end()))) {
                continue;
            }
            found.add(finding);
            score.add(finding.rule(), judge.points(finding));
            if (hides) {
                veil.hide(finding.span());
            }
        }
    }

    /** Reads the whole text again to find the character at which it must stop, and releases what was settled there. */
    private String stop(int before) {
        List<Guard.Watch> again = fresh.get();
        int at = before;
        int settled = Math.min(read(again, text.substring(0, at), new ArrayList<>()), at);
        List<Finding> reported = new ArrayList<>();
        while (stop(reported).isEmpty() && at < text.length()) {
            at++;
            settled = Math.min(read(again, text.substring(at - 1, at), reported), at);
        }
        if (stop(reported).isEmpty()) {
            again.forEach(watch -> watch.end(reported::add));
        }
        int first = stop(reported).orElse(settled);
        note(reported);
        over = true;
        stopped = true;
        return restorer.push(veil.release(text, hold(Math.min(settled, first)), false)) + restorer.end();
    }

    private int hold(int settled) {
        boundary = Math.max(boundary, hold.boundary(text, boundary, examined, settled));
        examined = Math.max(examined, settled);
        return boundary;
    }
}
