package io.jianhu.admin;

import io.jianhu.chat.Witness;
import io.jianhu.net.Page;
import io.jianhu.net.Site;
import io.jianhu.net.Visit;
import io.jianhu.telemetry.Meters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The operators' side of the gateway: health, metrics, the API and the console. */
public final class AdminSite implements Site {

    /** What the pages show and act upon. */
    record Rooms(
            Supplier<PolicyState> policy,
            Fleet fleet,
            Queue queue,
            Trail trail,
            Meters meters,
            Readiness readiness,
            Bulletin bulletin,
            Witness witness) {}

    private final Router router;

    AdminSite(AdminSettings settings, Accounts accounts, Rooms rooms, InstantSource clock) {
        Sessions sessions = new Sessions(clock, settings.idle(), settings.longest());
        Gatekeeper gatekeeper = new Gatekeeper(settings, accounts, sessions);
        Register register = new Register(rooms.witness(), clock);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthPages(rooms.readiness(), rooms.meters()).routes());
        routes.addAll(new Login(accounts, sessions, gatekeeper, settings.longest(), register, clock).routes());
        routes.addAll(new PolicyPages(rooms.policy(), rooms.meters()).routes());
        routes.addAll(new RobotPages(rooms.fleet(), register).routes());
        routes.addAll(new TicketPages(rooms.queue(), rooms.policy(), register, clock).routes());
        routes.addAll(new AuditPages(rooms.trail(), register).routes());
        routes.addAll(new EventPages(rooms.bulletin(), gatekeeper).routes());
        routes.add(new Route("GET", "/openapi.json", Route.SIGNED_IN, call -> openApi()));
        routes.addAll(Assets.routes());
        this.router = new Router(gatekeeper, routes);
    }

    @Override
    public Page serve(Visit visit) throws InterruptedException {
        return router.serve(visit);
    }

    /** What can be called, in the order in which it is looked up. */
    List<Route> routes() {
        return router.routes();
    }

    private static Page openApi() {
        return new Page.Whole(
                200, Map.of("content-type", "application/json; charset=utf-8"), Assets.resource("openapi.json"));
    }
}
