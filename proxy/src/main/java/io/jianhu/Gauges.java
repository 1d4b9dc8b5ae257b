package io.jianhu;

import io.jianhu.audit.Ledger;
import io.jianhu.cache.Answers;
import io.jianhu.escalate.State;
import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Edition;
import io.jianhu.flow.Gate;
import io.jianhu.flow.Hearing;
import io.jianhu.flow.ReadingRoom;
import io.jianhu.flow.Walk;
import io.jianhu.mask.CacheFigures;
import io.jianhu.mask.Masker;
import io.jianhu.net.Listener;
import io.jianhu.net.Memory;
import io.jianhu.policy.Exemption;
import io.jianhu.release.Reloader;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Lifecycle;
import io.jianhu.robot.Paper;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import io.jianhu.telemetry.Meters;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/** What is shown as it stands and not counted as it happens. */
record Gauges(Meters meters, InstantSource clock) {

    private static final String MEMORY = "Heap that lives and direct memory that is taken, 0 to 1.";

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Duty.ZONE);
    }

    /** How many robots that are to be on duty have a paper of a kind that lapses soon or has lapsed. */
    private long ending(Registry registry, Paper.Kind kind) {
        return registry.robots().stream()
                .filter(robot -> robot.status() == Robot.Status.ON_DUTY)
                .flatMap(robot -> registry.papers(robot).stream())
                .filter(paper -> paper.kind() == kind && paper.isEnding(today()))
                .count();
    }

    /** How many robots have a status; one that may not work today is not on duty, whatever its file says. */
    private long ofStatus(Registry registry, Robot.Status status) {
        return registry.robots().stream()
                .filter(robot -> robot.status() == status)
                .filter(robot -> status != Robot.Status.ON_DUTY
                        || registry.offDuty(robot, clock.instant()).isEmpty())
                .count();
    }

    private long offDuty(Registry registry, String reason) {
        return registry.robots().stream()
                .filter(robot -> registry.offDuty(robot, clock.instant())
                        .filter(reason::equals)
                        .isPresent())
                .count();
    }

    void hang(
            Listener data, Reloader<Edition> reloader, Tickets tickets, Ledger ledger, Masker masker, Hearing hearing) {
        for (State state : State.values()) {
            if (state.isOpen()) {
                meters.gauge(
                        "jianhu_tickets_open",
                        "Tickets that are open, by state.",
                        Map.of("state", state.word()),
                        () -> tickets.open().stream()
                                .filter(ticket -> ticket.state() == state)
                                .count());
            }
        }
        for (Robot.Status status : Robot.Status.values()) {
            String word = Lifecycle.word(status);
            meters.gauge(
                    "jianhu_robots",
                    "Registered robots, by status; on duty are those that may work today.",
                    Map.of("status", word),
                    () -> ofStatus(reloader.current().registry(), status));
        }
        for (String reason : Duty.REASONS) {
            meters.gauge(
                    "jianhu_robots_off_duty",
                    "Registered robots that may not work today, by why.",
                    Map.of("reason", reason),
                    () -> offDuty(reloader.current().registry(), reason));
        }
        for (Paper.Kind kind : Paper.Kind.values()) {
            meters.gauge(
                    "jianhu_robot_papers_ending",
                    "Robots on duty with a paper that lapses within 30 days or has lapsed, by paper.",
                    Map.of("kind", kind.name().toLowerCase(Locale.ROOT)),
                    () -> ending(reloader.current().registry(), kind));
        }
        meters.gauge(
                "jianhu_policy_last_reload_successful",
                "Whether the source of the policy is as good as what is in force.",
                Map.of(),
                () -> reloader.status().lastProblems().isEmpty() ? 1 : 0);
        meters.gauge(
                "jianhu_policy_serial",
                "Serial of the bundle in force, 0 for a directory.",
                Map.of(),
                () -> reloader.status().serial().orElse(0));
        meters.gauge(
                "jianhu_policy_rolled_back",
                "Whether what stands at the source was rolled back.",
                Map.of(),
                () -> reloader.status().rolledBackFrom().isPresent() ? 1 : 0);
        for (Exemption.State state : Exemption.State.values()) {
            meters.gauge(
                    "jianhu_policy_exceptions",
                    "Exceptions of the policy, by state.",
                    Map.of("state", state.word()),
                    () -> reloader.current().rulebook().exemptions().stream()
                            .filter(exemption -> exemption.state(today()) == state)
                            .count());
        }
        meters.gauge(
                "jianhu_policy_rules_overdue",
                "Rules and public values whose day of review has passed.",
                Map.of(),
                () -> reloader.current().rulebook().rules().stream()
                                .filter(rule -> rule.isOverdue(today()))
                                .count()
                        + reloader.current().registry().overdue(today()).count());
        meters.gauge("jianhu_exchanges_running", "Exchanges under way.", Map.of(), data::running);
        meters.gauge("jianhu_connections", "Open connections of clients.", Map.of(), data::connections);
        meters.gauge("jianhu_audit_bytes", "Size of the ledger in bytes.", Map.of(), ledger::size);
        meters.cache("mask", () -> {
            CacheFigures figures = masker.cache();
            return new Meters.CacheFigures(figures.hits(), figures.misses(), figures.evictions(), figures.bytes());
        });
        meters.cache(
                "findings",
                () -> new Meters.CacheFigures(
                        hearing.stats().hitCount(),
                        hearing.stats().missCount(),
                        hearing.stats().evictionCount(),
                        hearing.weight()));
    }

    void hang(Answers answers) {
        meters.cache(
                "answers",
                () -> new Meters.CacheFigures(
                        answers.stats().hitCount(),
                        answers.stats().missCount(),
                        answers.stats().evictionCount(),
                        answers.weight()));
        meters.gauge("jianhu_cache_entries", "How much a cache holds.", Map.of("cache", "answers"), answers::size);
    }

    /** How many exchanges the models of robots have taught the gateway to let run; also of robots that come later. */
    void hang(Gate gate, Reloader<Edition> reloader) {
        paces(gate, reloader.current().registry());
        reloader.tell(event -> paces(gate, reloader.current().registry()));
    }

    private void paces(Gate gate, Registry registry) {
        registry.robots().stream()
                .filter(robot -> robot.limits().adaptive().isPresent())
                .map(Robot::id)
                .forEach(id -> meters.gauge(
                        "jianhu_robot_running_limit",
                        "Exchanges that may run at once by what the robot's model has taught; 0 before it was asked.",
                        Map.of("robot", id.value()),
                        () -> gate.elasticLimit(id).orElse(0)));
    }

    /** How full the house is. */
    void hang(Memory memory, Listener data, Walk walk, ReadingRoom room) {
        meters.gauge("jianhu_streams_running", "Answers that models are giving now.", Map.of(), walk::running);
        meters.gauge(
                "jianhu_stream_kept_characters",
                "Characters kept of the answers that models are giving now.",
                Map.of(),
                walk::keptCharacters);
        meters.gauge("jianhu_memory_share", MEMORY, Map.of("kind", "heap"), memory::heap);
        meters.gauge("jianhu_memory_share", MEMORY, Map.of("kind", "direct"), memory::direct);
        meters.gauge("jianhu_reading_waiting", "Long questions that wait to be read.", Map.of(), room::waiting);
        meters.gauge("jianhu_bodies_bytes", "Bodies of requests in the house, in bytes.", Map.of(), data::bodyBytes);
    }
}
