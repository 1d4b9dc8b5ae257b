package io.jianhu.flow;

import io.jianhu.chat.Event;
import io.jianhu.disclose.Notices;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Tickets;
import io.jianhu.mask.Masker;
import io.jianhu.policy.Rulebook;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.store.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A walk through the shipped policies, with everything it tells its witness. */
final class Hall {

    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    static final Edition SHIPPED = edition("", "");

    final List<Event> events = new ArrayList<>();
    final List<String> shed = new ArrayList<>();
    final Brakes brakes;
    final Tickets tickets;
    final Walk walk;
    Instant now = NOON;
    final Hearing hearing = new Hearing(1 << 20);
    boolean healthy = true;
    boolean keeps = true;
    Runnable onDecision = () -> {};

    Hall() {
        this(SHIPPED, true);
    }

    Hall(Edition edition, boolean closed) {
        InstantSource clock = () -> now;
        try {
            brakes = new Brakes(Journal.inMemory(), new Witnesses(List.of()), clock);
            tickets = new Tickets(Journal.inMemory(), new Witnesses(List.of()), clock, new byte[32]);
            walk = new Walk(
                    () -> edition,
                    new Gate(Credential.NONE, Capacity.NONE, () -> false, shed::add, System::nanoTime),
                    new ReadingRoom(2, Duration.ofSeconds(10), shed::add),
                    new Masker(new byte[32], 1 << 20, clock),
                    hearing,
                    new Handover(tickets, brakes),
                    new Told(clock),
                    new Journaling(this::saw, () -> healthy, closed, clock),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Void> saw(Event event) {
        events.add(event);
        if (event instanceof Event.Decided) {
            onDecision.run();
        }
        return keeps
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IOException("disk full"));
    }

    /** The shipped policies with one text of the first robot's file replaced. */
    static Edition edition(String old, String other) {
        return edition("robots/FT-001.yaml", text -> text.replace(old, other));
    }

    /** The shipped policies with one file changed. */
    static Edition edition(String file, UnaryOperator<String> change) {
        Problems problems = new Problems();
        Folder shipped = PolicyFolder.read(Path.of("../policies"), problems);
        SortedMap<String, byte[]> files = new TreeMap<>(shipped.files());
        files.computeIfPresent(
                file,
                (path, bytes) ->
                        change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return edition(new Folder("policies", files), problems);
    }

    private static Edition edition(Folder folder, Problems problems) {
        Notices notices = Notices.compile(folder, problems).orElseThrow();
        return new Edition(
                "r-1",
                Rulebook.compile(folder, notices::has, problems)
                        .orElseThrow(() -> new AssertionError(problems.list().toString())),
                notices,
                Registry.compile(folder, problems, new Words(Set.of("openai"), Set.of()))
                        .orElseThrow(() -> new AssertionError(problems.list().toString())));
    }

    /** The shipped policies with one more rule set and thresholds. */
    static Edition with(String rules, String thresholds) {
        return with(rules, thresholds, "");
    }

    /** The same, with more in what the first robot asks of the gateway. */
    static Edition with(String rules, String thresholds, String conduct) {
        Problems problems = new Problems();
        Folder shipped = PolicyFolder.read(Path.of("../policies"), problems);
        SortedMap<String, byte[]> files = new TreeMap<>(shipped.files());
        String head = "apiVersion: jianhu/v1\nkind: ";
        files.put(
                "rules/trial.yaml",
                (head + "RuleSet\nmetadata: {name: trial, ids: TR-1000..TR-1999}\nrules:\n" + rules)
                        .getBytes(StandardCharsets.UTF_8));
        files.computeIfPresent(
                "robots/FT-001.yaml",
                (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replace("policy: {", "policy: {" + conduct)
                        .getBytes(StandardCharsets.UTF_8));
        files.put("thresholds.yaml", (head + "Thresholds\n" + thresholds).getBytes(StandardCharsets.UTF_8));
        return edition(new Folder("policies", files), problems);
    }

    Asking ask(String request, String model) {
        return ask(new Asking("FT-001", request, Asking.whole(model)));
    }

    Asking ask(Asking asking) {
        events.clear();
        walk.walk(asking);
        asking.over.run();
        long last = events.stream()
                .filter(event -> event instanceof Event.Answered || event instanceof Event.Failed)
                .count();
        if (last != 1) {
            throw new AssertionError(last + " last events: " + events);
        }
        return asking;
    }

    Event last() {
        return events.getLast();
    }

    <T extends Event> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
