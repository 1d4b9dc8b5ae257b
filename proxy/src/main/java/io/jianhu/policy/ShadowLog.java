package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import io.jianhu.text.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers, by rule and robot, what rules that are not enforced would have done. In memory only and within bounds: what
 * was not seen for longest gives way, and a restart forgets all. Safe for use by many threads.
 */
public final class ShadowLog {
    private static final int MOST_ROWS = 2000;
    private static final int MOST_SAMPLES = 5;

    private final InstantSource clock;
    private final Instant since;
    private final int mostRows;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long dropped;

    public ShadowLog(InstantSource clock) {
        this(clock, MOST_ROWS);
    }

    ShadowLog(InstantSource clock, int mostRows) {
        this.clock = clock;
        this.since = clock.instant();
        this.mostRows = mostRows;
    }

    private record Key(String rule, String robot) {}

    /** What is counted of one rule and one robot. */
    private static final class Entry {
        private final Instant first;
        private Instant last;
        private String mode = "";
        private String action = "";
        private long hits;
        private long exchanges;
        private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
        private final ArrayDeque<ShadowReport.Sample> samples = new ArrayDeque<>();

        Entry(Instant first) {
            this.first = first;
            this.last = first;
        }

        ShadowReport.Row row(Key key) {
            return new ShadowReport.Row(
                    key.rule(),
                    key.robot(),
                    mode,
                    action,
                    hits,
                    exchanges,
                    first,
                    last,
                    decisions,
                    List.copyOf(samples));
        }
    }

    /**
     * Takes note of one exchange.
     *
     * @param rulebook the one that the exchange kept to
     * @param robot a registered robot's id
     * @param decision what the rules in force decided on the whole exchange
     */
    public void saw(Rulebook rulebook, String robot, Decision decision, List<Sighting> sightings) {
        Map<String, Seen> seen = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (Sighting sighting : sightings) {
            for (Finding finding : sighting.shadowed()) {
                Seen before = seen.get(finding.rule());
                seen.put(
                        finding.rule(),
                        before == null ? new Seen(1, sample(sighting, finding, decision, now)) : before.again());
            }
        }
        for (Rule rule : seen.isEmpty() ? List.<Rule>of() : rulebook.rules()) {
            Seen one = seen.get(rule.id());
            if (one != null) {
                note(rule, robot, decision, one, now);
            }
        }
    }

    /** What one exchange shows of a rule: how often, and the first place. */
    private record Seen(int hits, ShadowReport.Sample sample) {
        Seen again() {
            return new Seen(hits + 1, sample);
        }
    }

    private static ShadowReport.Sample sample(Sighting sighting, Finding finding, Decision decision, Instant now) {
        Span span = finding.span();
        Excerpt excerpt = Excerpt.of(sighting.text(), span, sighting.hidden());
        return new ShadowReport.Sample(
                now,
                finding.side(),
                excerpt.words(),
                excerpt.place().start(),
                excerpt.place().end(),
                decision);
    }

    private void note(Rule rule, String robot, Decision decision, Seen seen, Instant now) {
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(new Key(rule.id(), robot), none -> new Entry(now));
            entry.last = now;
            entry.mode = rule.mode().word();
            entry.action = rule.action().kind().word();
            entry.hits += seen.hits();
            entry.exchanges++;
            entry.decisions.merge(decision, 1L, Long::sum);
            entry.samples.addFirst(seen.sample());
            if (entry.samples.size() > MOST_SAMPLES) {
                entry.samples.removeLast();
            }
            if (entries.size() > mostRows) {
                entries.remove(entries.keySet().iterator().next());
                dropped++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** By rule and robot. */
    public ShadowReport report() {
        lock.lock();
        try {
            List<ShadowReport.Row> rows = new ArrayList<>();
            entries.forEach((key, entry) -> rows.add(entry.row(key)));
            rows.sort(Comparator.comparing(ShadowReport.Row::rule).thenComparing(ShadowReport.Row::robot));
            return new ShadowReport(since, dropped, rows);
        } finally {
            lock.unlock();
        }
    }
}
