package io.jianhu.admin;

import io.jianhu.chat.Event;
import io.jianhu.chat.Witness;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Page;
import io.jianhu.net.Site;
import io.jianhu.net.Visit;
import io.jianhu.policy.ShadowReport;
import io.jianhu.release.Stepping;
import io.jianhu.robot.Registry;
import io.jianhu.telemetry.Meters;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The operators' side of the gateway: health, metrics, the API and the console. */
public final class AdminSite implements Site, AutoCloseable {

    /**
     * What the pages show and act upon.
     *
     * @param back leaves a revision for the one before, for an operator of this name
     * @param excerpt takes personal data out of a text
     * @param audit the directory of the ledger
     * @param witness is told of what operators do, before it is done
     */
    public record Rooms(
            Supplier<PolicyState> policy,
            BiFunction<String, String, Stepping> back,
            Supplier<ShadowReport> shadow,
            Supplier<Registry> registry,
            Brakes brakes,
            Tickets tickets,
            UnaryOperator<String> excerpt,
            Path audit,
            Meters meters,
            Readiness readiness,
            Witness witness) {}

    private final Router router;
    private final Bulletin bulletin = new Bulletin();
    private final Tickets.Subscription subscription;

    public AdminSite(AdminSettings settings, Accounts accounts, Rooms rooms, InstantSource clock) {
        Sessions sessions = new Sessions(clock, settings.idle(), settings.longest());
        Gatekeeper gatekeeper = new Gatekeeper(settings, accounts, sessions);
        Register register = new Register(rooms.witness(), clock);
        Roster roster = new Roster(rooms.registry(), clock);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthPages(rooms.readiness(), rooms.meters()).routes());
        routes.addAll(new Login(accounts, sessions, gatekeeper, settings.longest(), register, clock).routes());
        routes.addAll(new PolicyPages(rooms.policy(), rooms.back(), rooms.shadow(), rooms.meters(), register).routes());
        routes.addAll(
                new RobotPages(rooms.registry(), rooms.brakes(), settings.signIn(), roster, register, bulletin, clock)
                        .routes());
        routes.addAll(new TicketPages(rooms.tickets(), rooms.policy(), roster, register, clock).routes());
        routes.add(new RevealPage(rooms.tickets(), roster, rooms.excerpt(), rooms.meters(), register, clock).route());
        routes.addAll(new AuditPages(new Trail(rooms.audit()), register).routes());
        routes.addAll(new EventPages(bulletin, gatekeeper).routes());
        routes.add(new Route("GET", "/openapi.json", Route.SIGNED_IN, call -> openApi()));
        routes.addAll(Assets.routes());
        this.router = new Router(gatekeeper, routes);
        this.subscription = rooms.tickets().subscribe(bulletin::ticket);
    }

    @Override
    public Page serve(Visit visit) throws InterruptedException {
        return router.serve(visit);
    }

    /** Tells the operators who are looking that the policy changed, or that a change was refused. */
    public void tell(Event.Reloaded event) {
        bulletin.policy(event);
    }

    /** What can be called, in the order in which it is looked up. */
    List<Route> routes() {
        return router.routes();
    }

    @Override
    public void close() {
        subscription.close();
    }

    private static Page openApi() {
        return new Page.Whole(
                200, Map.of("content-type", "application/json; charset=utf-8"), Assets.resource("openapi.json"));
    }
}
