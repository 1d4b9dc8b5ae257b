package io.jianhu;

import io.jianhu.audit.Ledger;
import io.jianhu.escalate.State;
import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Edition;
import io.jianhu.flow.Hearing;
import io.jianhu.mask.Masker;
import io.jianhu.net.Listener;
import io.jianhu.policy.Reloader;
import io.jianhu.robot.Robot;
import io.jianhu.telemetry.Meters;
import java.util.Locale;
import java.util.Map;

/** What is shown as it stands and not counted as it happens. */
record Gauges(Meters meters) {

    void hang(
            Listener data,
            Reloader<Edition> reloader,
            Tickets tickets,
            Ledger ledger,
            Masker masker,
            Hearing hearing) {
        for (State state : State.values()) {
            if (state.isOpen()) {
                meters.gauge("tickets_open", Map.of("state", state.word()), () -> tickets.open().stream()
                        .filter(ticket -> ticket.state() == state)
                        .count());
            }
        }
        for (Robot.Status status : Robot.Status.values()) {
            String word = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
            meters.gauge("robots", Map.of("status", word), () -> reloader.current().registry().robots().stream()
                    .filter(robot -> robot.status() == status)
                    .count());
        }
        meters.gauge("exchanges_running", Map.of(), data::running);
        meters.gauge("connections", Map.of(), data::connections);
        meters.gauge("audit_records", Map.of(), ledger::size);
        cache("mask", () -> masker.cache().hits(), () -> masker.cache().misses(), () -> masker.cache().evictions(), () ->
                masker.cache().bytes());
        cache(
                "findings",
                () -> hearing.stats().hitCount(),
                () -> hearing.stats().missCount(),
                () -> hearing.stats().evictionCount(),
                hearing::weight);
    }

    private void cache(
            String name,
            java.util.function.Supplier<Number> hits,
            java.util.function.Supplier<Number> misses,
            java.util.function.Supplier<Number> evictions,
            java.util.function.Supplier<Number> bytes) {
        meters.total("cache_hits", Map.of("cache", name), hits);
        meters.total("cache_misses", Map.of("cache", name), misses);
        meters.total("cache_evictions", Map.of("cache", name), evictions);
        meters.gauge("cache_weight_bytes", Map.of("cache", name), bytes);
    }
}
