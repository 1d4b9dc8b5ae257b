package io.jianhu.desk;

import io.jianhu.escalate.Tickets;
import io.jianhu.flow.Postbox;
import io.jianhu.mask.Masker;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.store.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** What the tests of the desk share. */
final class Tellers {

    private Tellers() {}

    static Tickets tickets() {
        try {
            return new Tickets(
                    Journal.inMemory(),
                    event -> CompletableFuture.allOf(),
                    Clock.systemUTC(),
                    "a key of the tests, 32 bytes long".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A desk where clients show keys. */
    static Desk desk(Registry registry, Tickets tickets, InstantSource clock) {
        Masker masker = new Masker(new byte[32], 1 << 20, clock);
        return new Desk(
                () -> "r-1", () -> registry, tickets, new Postbox(tickets, masker, clock), Credential.KEY, clock);
    }

    static Page.Whole serve(Desk desk, Visit visit) {
        try {
            return (Page.Whole) desk.serve(visit);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
