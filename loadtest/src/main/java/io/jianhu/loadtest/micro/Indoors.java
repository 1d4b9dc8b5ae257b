package io.jianhu.loadtest.micro;

import io.jianhu.api.Apis;
import io.jianhu.audit.Ledger;
import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
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
import io.jianhu.flow.Witnesses;
import io.jianhu.mask.Identifiers;
import io.jianhu.mask.Masker;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Workshop;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.store.Journal;
import io.jianhu.telemetry.Meters;
import io.jianhu.wire.Api;
import io.jianhu.wire.Caps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The gateway without sockets, put together as the product puts it together: what a client shows at the door, the walk, and
 * records that are encoded and chained, but written nowhere.
 */
final class Indoors implements AutoCloseable {

    private static final int SECRET_BYTES = 32;
    private static final long CACHE_BYTES = 32L << 20;

    private final Clock clock = Clock.systemUTC();
    private final Api api = Apis.all(Caps.DEFAULT);
    private final Meters meters = new Meters();
    private final ReadingRoom room =
            new ReadingRoom(Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(10), meters::shed);
    private final String key;
    private final Function<byte[], List<byte[]>> model;
    private final Function<Event, byte[]> lines = Ledger.lines(clock);
    private final Walk walk;
    private long recorded;

    /**
     * Opens.
     *
     * @param key of the one client
     * @param model what it answers to the body of its request, piece by piece
     */
    Indoors(Path policies, String key, Function<byte[], List<byte[]>> model) throws IOException {
        this.key = key;
        this.model = model;
        Edition edition = edition(policies);
        CompletableFuture<Void> done = CompletableFuture.allOf();
        Witness kept = event -> {
            recorded += lines.apply(event).length;
            return done;
        };
        Witnesses witnesses = new Witnesses(List.of(kept, meters));
        byte[] secret = new byte[SECRET_BYTES];
        Journal journal = Journal.inMemory();
        walk = new Walk(
                () -> edition,
                new Gate(Credential.KEY, Capacity.NONE, () -> false, meters::shed, System::nanoTime),
                room,
                new Masker(secret, CACHE_BYTES, clock),
                new Hearing(CACHE_BYTES),
                new Handover(new Tickets(journal, witnesses, clock, secret), new Brakes(journal, witnesses, clock)),
                new Told(clock),
                new Journaling(witnesses, () -> true, true, clock),
                clock);
    }

    private Edition edition(Path policies) throws IOException {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(policies, problems);
        Optional<Notices> notices = Notices.compile(folder, problems);
        Optional<Rulebook> rulebook = new Workshop()
                .compile(
                        folder,
                        id -> notices.isEmpty() || notices.get().has(id),
                        LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")),
                        problems);
        Optional<Registry> registry =
                Registry.compile(folder, problems, new Words(Apis.servers(), Identifiers.kinds()));
        if (notices.isEmpty() || rulebook.isEmpty() || registry.isEmpty() || !problems.isEmpty()) {
            throw new IOException("the policies: " + problems.list());
        }
        return new Edition(PolicyFolder.revision(folder), rulebook.get(), notices.get(), registry.get());
    }

    /**
     * Walks an exchange from the body of its request to the last byte of its answer.
     *
     * @param client takes the answer's bytes
     */
    void ask(String id, byte[] body, Consumer<byte[]> client) {
        IndoorCall call = new IndoorCall(id, key, api, body, model, client, clock);
        walk.walk(call);
        call.end();
    }

    /** How many bytes of records there are. */
    long recorded() {
        return recorded;
    }

    @Override
    public void close() {
        room.close();
        meters.close();
    }
}
