package io.jianhu.admin;

import io.jianhu.net.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The live feed of the console: server-sent events (WHATWG HTML, section 9.2). */
final class EventPages {

    private static final int LISTENERS_AT_ONCE = 200;

    private final Bulletin bulletin;
    private final Gatekeeper gatekeeper;
    private final Semaphore seats = new Semaphore(LISTENERS_AT_ONCE);

    EventPages(Bulletin bulletin, Gatekeeper gatekeeper) {
        this.bulletin = bulletin;
        this.gatekeeper = gatekeeper;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/events", Route.SIGNED_IN, this::listen));
    }

    private Page listen(Call call) {
        return new Page.Live(Map.of(), sink -> {
            if (!seats.tryAcquire()) {
                sink.send("", "full", "{}");
                return;
            }
            try {
                bulletin.feed(call.visit().header("last-event-id"), () -> gatekeeper.stillSignedIn(call.operator()))
                        .run(sink);
            } finally {
                seats.release();
            }
        });
    }
}
