package io.jianhu.admin;

import io.jianhu.net.Page;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Signing in and out. */
final class Login {

    /** Hashing a password costs a core for a good part of a second. */
    private static final int HASHES_AT_ONCE = 2;

    private final Accounts accounts;
    private final Sessions sessions;
    private final Gatekeeper gatekeeper;
    private final Duration cookieAge;
    private final Register register;
    private final Throttle names;
    private final Throttle peers;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);

    Login(
            Accounts accounts,
            Sessions sessions,
            Gatekeeper gatekeeper,
            Duration cookieAge,
            Register register,
            InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.gatekeeper = gatekeeper;
        this.cookieAge = cookieAge;
        this.register = register;
        this.names = new Throttle(clock, 5, Duration.ofMinutes(1));
        this.peers = new Throttle(clock, 20, Duration.ofMinutes(15));
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/login", Route.SAME_ORIGIN, this::signIn),
                new Route("POST", "/api/logout", Route.SIGNED_IN, this::signOut),
                new Route("GET", "/api/me", Route.SIGNED_IN, call -> me(call.operator())));
    }

    private Page signIn(Call call) throws InterruptedException {
        Body body = Body.of(call.visit(), Set.of("name", "password"));
        String name = body.text("name", 64);
        char[] password = body.text("password", 256).toCharArray();
        String peer = call.visit().peer();
        refuseTheHasty(name, peer);
        hashing.acquire();
        Optional<Account> account;
        try {
            account = accounts.signIn(name, password);
        } finally {
            hashing.release();
        }
        if (account.isEmpty()) {
            names.failed(name);
            peers.failed(peer);
            throw new Refusal(401, "sign-in-failed", "name or password: wrong");
        }
        names.succeeded(name);
        peers.succeeded(peer);
        register.enter(name, "sign-in", name);
        String token = sessions.begin(account.get());
        Sessions.Session session = sessions.of(token, true).orElseThrow();
        Page me = me(new Call.Operator(session.account(), session.csrf(), token));
        return Headers.with(me, Map.of("set-cookie", gatekeeper.cookie(token, cookieAge.toSeconds())));
    }

    private void refuseTheHasty(String name, String peer) {
        Duration wait = names.wait(name);
        Duration other = peers.wait(peer);
        Duration longer = wait.compareTo(other) > 0 ? wait : other;
        if (!longer.isZero()) {
            String seconds = Long.toString(longer.plusMillis(999).toSeconds());
            throw new Refusal(
                    429,
                    "too-many-attempts",
                    "sign-in: too many failures (expected: wait " + seconds + " seconds)",
                    Map.of("retry-after", seconds));
        }
    }

    private Page signOut(Call call) {
        sessions.end(call.operator().token());
        Page page = Json.object(json -> json.writeBooleanField("signedIn", false));
        return Headers.with(page, Map.of("set-cookie", gatekeeper.cookie("", 0)));
    }

    private static Page me(Call.Operator operator) {
        Account account = operator.account();
        return Json.object(json -> {
            json.writeStringField("name", account.name());
            Json.strings(
                    json,
                    "roles",
                    account.roles().stream().sorted().map(OperatorRole::word).toList());
            Json.optional(json, "guardian", account.guardian());
            json.writeStringField("csrf", operator.csrf());
            json.writeBooleanField("canSignOut", !operator.token().isEmpty());
        });
    }
}
