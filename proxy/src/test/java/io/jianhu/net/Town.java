package io.jianhu.net;

import com.github.benmanes.caffeine.cache.Ticker;
import io.jianhu.api.Apis;
import io.jianhu.cache.Answers;
import io.jianhu.chat.Event;
import io.jianhu.disclose.Notices;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Capacity;
import io.jianhu.flow.Edition;
import io.jianhu.flow.Gate;
import io.jianhu.flow.Handover;
import io.jianhu.flow.Hearing;
import io.jianhu.flow.Journaling;
import io.jianhu.flow.ReadingRoom;
import io.jianhu.flow.Told;
import io.jianhu.flow.Walk;
import io.jianhu.mask.Masker;
import io.jianhu.policy.Rulebook;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.store.Journal;
import io.jianhu.upstream.Fleets;
import io.jianhu.upstream.Models;
import io.jianhu.upstream.Names;
import io.jianhu.upstream.Pool;
import io.jianhu.upstream.Probes;
import io.jianhu.upstream.Reach;
import io.jianhu.upstream.Upstreams;
import io.jianhu.wire.Caps;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A data plane on one event loop with the shipped policies, in which everything can be changed and everything is seen. */
final class Town implements AutoCloseable {

    static final Limits LIMITS = new Limits(
            64 << 10,
            16 << 10,
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            100);

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> rejects = new CopyOnWriteArrayList<>();
    final Calls figures = new Calls();
    final List<String> calls = figures.answered;
    final Listener listener;
    private final Transport transport = Transport.open(1);
    private final ReadingRoom room;
    private final Probes probes;

    /** What a town is founded with. */
    static final class Plan {
        String timeouts = "{connect: 1s, firstByte: 5s, idle: 5s, total: 20s}";
        Limits limits = LIMITS;
        Capacity capacity = Capacity.NONE;
        String robot = "";
        DoubleSupplier memory = () -> 0;
        Names.Resolver resolver = InetAddress::getAllByName;
        Reach reach = Reach.DEFAULT;
        InstantSource clock = InstantSource.system();
        UnaryOperator<String> robots = UnaryOperator.identity();
        SslContextBuilder trust = SslContextBuilder.forClient();
        Function<Event, CompletableFuture<Void>> witness = event -> CompletableFuture.completedFuture(null);
        UnaryOperator<Front> front = plain -> plain;
        Credential asked = Credential.NONE;
        UnaryOperator<Registry> overlay = registry -> registry;
        int seats = 2;
        Duration patience = Duration.ofMillis(200);
        Site site = visit -> Page.json(200, "{\"path\":\"" + visit.path() + "\"}");

        Plan timeouts(String other) {
            timeouts = other;
            return this;
        }

        Plan limits(Limits other) {
            limits = other;
            return this;
        }

        Plan capacity(Capacity other) {
            capacity = other;
            return this;
        }

        /** What more is to stand in the first robot's file. */
        Plan robot(String more) {
            robot = more;
            return this;
        }

        Plan memory(DoubleSupplier other) {
            memory = other;
            return this;
        }

        Plan witness(Function<Event, CompletableFuture<Void>> other) {
            witness = other;
            return this;
        }

        Plan resolver(Names.Resolver other) {
            resolver = other;
            return this;
        }

        Plan trust(SslContextBuilder other) {
            trust = other;
            return this;
        }

        Plan reach(Reach other) {
            reach = other;
            return this;
        }

        /** By which ejections and breakers count time. */
        Plan clock(InstantSource other) {
            clock = other;
            return this;
        }

        /** What else is changed in the robots' files. */
        Plan robots(UnaryOperator<String> other) {
            robots = other;
            return this;
        }

        private Models models(Transport transport, Upstreams upstreams) {
            return new Models(
                    new Pool(transport.client(), trust),
                    new Names(resolver, reach),
                    new Fleets(clock, upstreams),
                    upstreams);
        }

        Plan front(UnaryOperator<Front> other) {
            front = other;
            return this;
        }

        Plan gate(Credential other, UnaryOperator<Registry> clients) {
            asked = other;
            overlay = clients;
            return this;
        }

        /** How many long questions are read at once, and how long one waits for that. */
        Plan seats(int number, Duration wait) {
            seats = number;
            patience = wait;
            return this;
        }

        Plan site(Site other) {
            site = other;
            return this;
        }
    }

    static Plan plan() {
        return new Plan();
    }

    Town(Plan plan, URI model) throws IOException {
        Clock clock = Clock.systemUTC();
        Memory memory = new Memory(plan.memory, () -> 0);
        Edition edition = edition(plan, model);
        Journal journal = Journal.inMemory();
        room = new ReadingRoom(plan.seats, plan.patience, rejects::add);
        Walk walk = new Walk(
                () -> edition,
                new Gate(plan.asked, plan.capacity, memory::isTight, rejects::add, System::nanoTime),
                room,
                new Masker(new byte[32], 1 << 20, clock),
                new Hearing(1 << 20),
                new Handover(
                        new Tickets(journal, this::quietly, clock, new byte[32]),
                        new Brakes(journal, this::quietly, clock)),
                new Told(clock),
                new Journaling(
                        event -> {
                            events.add(event);
                            return plan.witness.apply(event);
                        },
                        () -> true,
                        true,
                        clock),
                clock);
        Models models = plan.models(transport, figures);
        probes =
                Probes.start(transport.loops(), models, () -> edition.registry().robots());
        listener = Listener.chat(
                transport,
                plan.front.apply(Front.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
                plan.limits,
                walk,
                Apis.all(Caps.DEFAULT),
                plan.site,
                rejects::add,
                models,
                new Answers(1 << 20, Ticker.systemTicker()),
                clock);
        listener.mind(memory);
    }

    private CompletableFuture<Void> quietly(Event event) {
        return CompletableFuture.completedFuture(null);
    }

    private static Edition edition(Plan plan, URI model) throws IOException {
        Path root = Path.of("..", "policies");
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                byte[] bytes = Files.readAllBytes(file);
                if (name.startsWith("robots/")) {
                    String text = new String(bytes, StandardCharsets.UTF_8)
                            .replaceAll("timeouts: \\{.*}", "timeouts: " + plan.timeouts)
                            .replaceAll("url: \"http://127.*", "url: \"" + model + "\"")
                            .concat(name.equals("robots/FT-001.yaml") ? plan.robot : "");
                    bytes = plan.robots.apply(text).getBytes(StandardCharsets.UTF_8);
                }
                files.put(name, bytes);
            }
        }
        Folder folder = new Folder("policies", files);
        Problems problems = new Problems();
        Notices notices = Notices.compile(folder, problems).orElseThrow();
        Rulebook rulebook =
                Rulebook.compile(folder, notices::has, problems).orElseThrow(() -> new AssertionError(problems.list()));
        Registry registry = Registry.compile(folder, problems, new Words(Set.of("openai"), Set.of()))
                .orElseThrow(() -> new AssertionError(problems.list()));
        return new Edition("test", rulebook, notices, plan.overlay.apply(registry));
    }

    Caller caller() throws IOException {
        return new Caller(listener.port());
    }

    /** The last events of all exchanges, by their reason or {@code answered}. */
    List<String> ends() {
        return events.stream()
                .filter(event -> event instanceof Event.Answered || event instanceof Event.Failed)
                .map(event -> event instanceof Event.Failed failed ? failed.reason() : "answered")
                .toList();
    }

    @Override
    public void close() {
        probes.close();
        listener.close();
        room.close();
        transport.close();
    }
}
