package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.ask.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What was seen in one scenario. Used by one thread. */
final class Act {

    /**
     * A figure.
     *
     * @param decimals how many are shown
     */
    record Fact(String title, double value, int decimals) {

        String shown() {
            return String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
    }

    /**
     * What became of some questions, as time went by.
     *
     * @param allowed what may have become of them
     */
    record Strip(String title, Timeline timeline, Set<Outcome> allowed) {}

    private final Scenario scenario;
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Strip> strips = new ArrayList<>();
    private String missing = "";

    Act(Scenario scenario) {
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    /** A figure without decimals. */
    void fact(String title, long value) {
        facts.add(new Fact(title, value, 0));
    }

    void fact(String title, double value, int decimals) {
        facts.add(new Fact(title, value, decimals));
    }

    void expect(boolean good, String fault) {
        if (!good) {
            faults.add(fault);
        }
    }

    /**
     * What became of those who asked: figures, a strip, and a fault when anything became of any question that may not.
     *
     * @param who asked
     */
    void seen(String who, Tally tally, Outcome first, Outcome... more) {
        Set<Outcome> allowed = EnumSet.of(first, more);
        strips.add(new Strip(who, tally.timeline(), allowed));
        fact(who + " asked", tally.asked());
        for (Outcome outcome : Outcome.values()) {
            if (tally.of(outcome) > 0) {
                fact(who + " " + outcome.title(), tally.of(outcome));
            }
        }
        if (tally.right() > 0) {
            fact(who + " p50, ms", tally.latency().getValueAtPercentile(50) / 1e6, 1);
            fact(who + " p99, ms", tally.latency().getValueAtPercentile(99) / 1e6, 1);
        }
        long good = allowed.stream().mapToLong(tally::of).sum();
        expect(tally.asked() > 0, who + " asked nothing");
        expect(
                good == tally.asked(),
                String.format(
                        Locale.ROOT,
                        "%s: %d of %d questions were not %s%s",
                        who,
                        tally.asked() - good,
                        tally.asked(),
                        allowed.stream().map(Outcome::title).collect(Collectors.joining(", or ")),
                        tally.firstWrong().isEmpty() ? "" : "; the first that was not right: " + tally.firstWrong()));
    }

    /** This scenario cannot be played here. */
    void leaveOut(String reason) {
        missing = reason;
    }

    /** Why the scenario was not played; empty when it was. */
    String missing() {
        return missing;
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    List<Strip> strips() {
        return List.copyOf(strips);
    }
}
