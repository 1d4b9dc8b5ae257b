package io.jianhu;

import com.github.benmanes.caffeine.cache.Ticker;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.AdminSite;
import io.jianhu.api.Apis;
import io.jianhu.audit.Ledger;
import io.jianhu.cache.Answers;
import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import io.jianhu.desk.Desk;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Edition;
import io.jianhu.flow.Gate;
import io.jianhu.flow.Handover;
import io.jianhu.flow.Hearing;
import io.jianhu.flow.Journaling;
import io.jianhu.flow.Postbox;
import io.jianhu.flow.ReadingRoom;
import io.jianhu.flow.Told;
import io.jianhu.flow.Walk;
import io.jianhu.flow.Witnesses;
import io.jianhu.mask.Masker;
import io.jianhu.net.Certificates;
import io.jianhu.net.Front;
import io.jianhu.net.Limits;
import io.jianhu.net.Listener;
import io.jianhu.net.Memory;
import io.jianhu.net.Rejects;
import io.jianhu.net.Transport;
import io.jianhu.policy.ShadowLog;
import io.jianhu.release.Reloader;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Settings;
import io.jianhu.telemetry.Meters;
import io.jianhu.telemetry.Traces;
import io.jianhu.upstream.Models;
import io.jianhu.upstream.Probes;
import io.jianhu.wire.Caps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The running whole: everything is constructed here, in the order in which it depends on each other. */
final class Gateway implements AutoCloseable {

    private static final long MASK_CACHE_BYTES = 32L << 20;
    private static final long HEARING_CACHE_BYTES = 32L << 20;
    private static final Duration LONG_QUESTIONS_WAIT = Duration.ofSeconds(10);
    private static final Duration POLICY_POLL = Duration.ofMillis(100);
    /** How long what outlasts the grace may take to end with the gateway's own words. */
    static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** Connections of operators, probes and scrapers, which clients take nothing of. */
    private static final int OPERATORS = 512;

    private final Deque<AutoCloseable> belongings = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Reloader<Edition> reloader;
    private final Listener data;
    private final Listener admin;
    private final Walk walk;
    private final Configuration.Drain drain;
    private volatile boolean draining;

    /**
     * Starts.
     *
     * @param overlay what is changed in the registry that the policy directory describes
     * @throws Refused when the policy directory is broken and there is no last good revision
     * @throws IOException when a directory or a port cannot be used
     */
    static Gateway start(Configuration configuration, UnaryOperator<Registry> overlay, Map<String, String> environment)
            throws IOException, Refused {
        return start(configuration, overlay, environment, Clock.systemUTC());
    }

    /** The same by a clock of one's own. */
    static Gateway start(
            Configuration configuration, UnaryOperator<Registry> overlay, Map<String, String> environment, Clock clock)
            throws IOException, Refused {
        return new Gateway(configuration, overlay, environment, clock);
    }

    private Gateway(
            Configuration configuration, UnaryOperator<Registry> overlay, Map<String, String> environment, Clock clock)
            throws IOException, Refused {
        boolean started = false;
        try {
            Path state = Files.createDirectories(
                    configuration.state(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            StateSecrets secrets = StateSecrets.open(state, environment);

            Meters meters = keep(new Meters());
            Ledger ledger = keep(Ledger.open(
                    configuration.audit().dir(),
                    AuditCheckpoints.of(state, secrets),
                    Settings.DEFAULT
                            .with(Terms.durability(configuration))
                            .withRetention(Duration.ofDays(configuration.audit().retentionDays())),
                    clock,
                    nanos -> meters.auditAppend(Duration.ofNanos(nanos))));
            Witness kept = event -> ledger.saw(event).whenComplete((done, lost) -> {
                if (lost != null) {
                    meters.auditFailed();
                }
            });
            List<Witness> told = new ArrayList<>(List.of(kept, meters)); // the ledger first: what is counted is kept
            Answers answers = new Answers(configuration.cache(), Ticker.systemTicker());
            told.add(new Forgetting(answers));
            configuration.otlp().ifPresent(collector -> told.add(keep(Traces.to(collector))));
            Witnesses witnesses = new Witnesses(told);

            FileJournal journal =
                    keep(FileJournal.open(state.resolve("tickets"), new Checked(), Settings.DEFAULT, clock));
            Tickets tickets = new Tickets(journal, witnesses, clock, secrets.key("tickets"));
            Brakes brakes = new Brakes(journal, witnesses, clock);
            if (journal.torn() > 0) {
                record(witnesses, new Event.Acted(clock.instant(), "jianhu", "torn-tail", "tickets"));
            }

            reloader = keep(policy(configuration, overlay, clock));
            reloader.tell(event -> record(witnesses, event));
            reloader.tell(new StatusRecord(() -> reloader.current().registry(), event -> record(witnesses, event)));
            reloader.tell(MissingKeys.watch(() -> reloader.current().registry()));
            record(
                    witnesses,
                    new Event.Reloaded(clock.instant(), reloader.status().revision(), true, "start", "system", ""));

            Masker masker = new Masker(secrets.key("placeholders"), MASK_CACHE_BYTES, clock);
            Hearing hearing = new Hearing(HEARING_CACHE_BYTES);
            Credential asked = Terms.credential(configuration);
            Memory memory = Memory.ofThisProcess();
            Gate gate = new Gate(asked, Terms.capacity(configuration), memory::isTight, meters::shed, System::nanoTime);
            ShadowLog shadow = new ShadowLog(clock);
            drain = configuration.drain();
            ReadingRoom room = keep(
                    new ReadingRoom(Runtime.getRuntime().availableProcessors(), LONG_QUESTIONS_WAIT, meters::shed));
            walk = new Walk(
                    reloader::current,
                    gate,
                    room,
                    masker,
                    hearing,
                    new Handover(tickets, brakes),
                    new Told(clock),
                    new Journaling(
                            witnesses,
                            ledger::healthy,
                            configuration.audit().onFailure() == Configuration.OnFailure.CLOSED,
                            clock,
                            shadow),
                    clock);

            Transport transport = keep(Transport.open(0));
            Limits limits = Terms.limits(configuration);
            Caps caps = new Caps(limits.body(), Caps.DEFAULT.event(), Caps.DEFAULT.answer());
            AdminSite site = keep(new AdminSite(
                    Terms.admin(configuration),
                    Accounts.open(state),
                    new AdminSite.Rooms(
                            () -> Views.policy(reloader),
                            reloader::rollBack,
                            shadow::report,
                            () -> reloader.current().registry(),
                            brakes,
                            tickets,
                            masker::excerpt,
                            configuration.audit().dir(),
                            meters,
                            () -> notReady(ledger, configuration),
                            witnesses),
                    clock));
            reloader.tell(site::tell);
            admin = keep(Listener.pages(
                    transport,
                    front(configuration.admin(), "admin", meters),
                    limits.withConnections(OPERATORS),
                    site,
                    counting(meters)));
            Models models = Models.of(transport.client(), configuration.reach(), new UpstreamMeters(meters), clock);
            keep(Probes.start(
                    transport.loops(),
                    models,
                    () -> reloader.current().registry().robots()));
            data = keep(Listener.chat(
                    transport,
                    front(configuration.listen(), "data", meters),
                    limits,
                    walk,
                    Apis.all(caps),
                    new Desk(
                            walk::revision,
                            () -> reloader.current().registry(),
                            tickets,
                            new Postbox(tickets, masker, clock),
                            asked,
                            clock),
                    counting(meters),
                    models,
                    answers,
                    clock));
            data.mind(memory);
            Gauges gauges = new Gauges(meters, clock);
            gauges.hang(data, reloader, tickets, ledger, masker, hearing);
            gauges.hang(memory, data, walk, room);
            gauges.hang(answers);
            gauges.hang(gate, reloader);
            new Zeros(meters, models, reloader, clock).hang();
            keep(Housekeeping.start(tickets, clock));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** That the policy directory cannot be served. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient List<Problem> problems;

        Refused(List<Problem> problems) {
            super("the policy directory is refused", null, false, false);
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }

    private static Reloader<Edition> policy(Configuration configuration, UnaryOperator<Registry> overlay, Clock clock)
            throws Refused {
        Reloader.Settings settings = new Reloader.Settings(
                configuration.policies(),
                configuration.bundleKeys(),
                configuration.state().resolve("policy"),
                POLICY_POLL,
                clock);
        return switch (Reloader.start(settings, new Editions(overlay, clock))) {
            case Compilation.Compiled<Reloader<Edition>> compiled -> compiled.value();
            case Compilation.Rejected<Reloader<Edition>> rejected -> throw new Refused(rejected.problems());
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The witnesses count what they lose.
    private static void record(Witnesses witnesses, Event event) {
        witnesses.saw(event);
    }

    private List<String> notReady(Ledger ledger, Configuration configuration) {
        List<String> reasons = new ArrayList<>();
        if (draining) {
            reasons.add("draining");
        }
        if (!ledger.healthy() && configuration.audit().onFailure() == Configuration.OnFailure.CLOSED) {
            reasons.add("audit");
        }
        return reasons;
    }

    private static Rejects counting(Meters meters) {
        return new Rejects() {
            @Override
            public void rejected(String reason) {
                meters.rejected(reason);
            }

            @Override
            public void shed(String reason) {
                meters.shed(reason);
            }
        };
    }

    private Front front(Configuration.Address address, String plane, Meters meters) throws IOException {
        Optional<Certificates> certificates = Optional.empty();
        if (address.tls().isPresent()) {
            Configuration.Tls tls = address.tls().get();
            Certificates opened = keep(Certificates.open(
                    tls.files(), tls.reload(), renewal -> meters.certificateRenewed(plane, word(renewal))));
            meters.gauge(
                    "jianhu_tls_certificate_expiry_timestamp_seconds",
                    "Until when the certificate of a port is valid.",
                    Map.of("plane", plane),
                    () -> opened.validUntil().getEpochSecond());
            certificates = Optional.of(opened);
        }
        return new Front(
                new InetSocketAddress(address.host(), address.port()),
                certificates,
                address.proxyProtocol(),
                address.trustedProxies());
    }

    private static String word(Certificates.Renewal renewal) {
        return switch (renewal) {
            case ACCEPTED -> "accepted";
            case REFUSED -> "refused";
        };
    }

    private <T extends AutoCloseable> T keep(T belonging) {
        belongings.push(belonging);
        return belonging;
    }

    Listener data() {
        return data;
    }

    Listener admin() {
        return admin;
    }

    String revision() {
        return reloader.current().revision();
    }

    Instant acceptedAt() {
        return reloader.status().acceptedAt();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits until the gateway is closed. */
    void await() throws InterruptedException {
        closed.await();
    }

    /**
     * Ends in good order: not ready first while it still accepts, then no new connections, then running streams to their
     * end. What models are still saying after that ends with the gateway's own words.
     */
    void drain() throws InterruptedException {
        draining = true;
        data.announceClosing();
        TimeUnit.NANOSECONDS.sleep(drain.lameDuck().toNanos());
        if (!data.drain(drain.grace())) {
            warn("exchanges that did not end within " + drain.grace().toSeconds() + " s, and are ended now: "
                    + data.running());
            walk.close();
            if (!data.drain(LAST_WORDS)) {
                warn("exchanges that are cut: " + data.running());
            }
        }
        close();
    }

    /** Says it without the log, whose handlers are closed as soon as the process begins to end. */
    private static void warn(String message) {
        System.err.println("jianhu: " + message);
    }

    @Override
    public void close() {
        while (!belongings.isEmpty()) {
            AutoCloseable belonging = belongings.pop();
            try {
                belonging.close();
            } catch (Exception e) {
                System.getLogger(Gateway.class.getName())
                        .log(
                                System.Logger.Level.ERROR,
                                "closing " + belonging.getClass().getSimpleName(),
                                e);
            }
        }
        closed.countDown();
    }
}
