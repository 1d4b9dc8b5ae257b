package io.jianhu.admin;

import io.jianhu.audit.Ledger;
import io.jianhu.chat.Event;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Tickets;
import io.jianhu.mask.Masker;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.policy.ShadowReport;
import io.jianhu.release.Stepping;
import io.jianhu.store.Journal;
import io.jianhu.store.Settings;
import io.jianhu.telemetry.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An admin site with fictional rooms behind it, a clock to set, and visits in one line. */
final class House implements AutoCloseable {

    static final String PASSWORD = "a-fictional-password";
    static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

    final List<Event> events = new CopyOnWriteArrayList<>();
    final Brakes brakes;
    final Tickets tickets;
    final Meters meters = new Meters();
    private final Masker masker = new Masker(new byte[32], 1 << 20, () -> MORNING);
    final Accounts accounts;
    final AdminSite site;
    final List<String> notReady = new ArrayList<>();
    Instant now = MORNING;
    boolean auditBroken;
    PolicyState policy = Samples.policy();
    ShadowReport shadow = Samples.shadow();
    Stepping stepping = new Stepping.Done("r-0d13f5a0c2b4");

    private final Map<String, String> cookies = new HashMap<>();
    private String csrf = "";

    House(Path state) throws IOException {
        this(state, AdminSettings.DEFAULTS, null);
    }

    House(Path state, AdminSettings settings, @org.jspecify.annotations.Nullable InstantSource clock)
            throws IOException {
        accounts = Accounts.open(state, 1000);
        add("chen", Optional.of("g-001"), OperatorRole.GUARDIAN);
        add("senior", Optional.empty(), OperatorRole.SENIOR_GUARDIAN);
        add("viewer", Optional.empty(), OperatorRole.VIEWER);
        add("editor", Optional.empty(), OperatorRole.POLICY_EDITOR);
        add("approver", Optional.empty(), OperatorRole.POLICY_APPROVER);
        add("auditor", Optional.empty(), OperatorRole.AUDITOR);
        add("admin", Optional.empty(), OperatorRole.ADMIN);
        InstantSource time = clock == null ? () -> now : clock;
        brakes = new Brakes(Journal.inMemory(), this::saw, time);
        tickets = new Tickets(Journal.inMemory(), this::saw, time, new byte[32]);
        Path audit = state.resolve("audit");
        try (Ledger ledger = Ledger.open(audit, Settings.DEFAULT, time, took -> {})) {
            for (String robot : List.of("FT-001", "FT-002", "FT-001")) {
                ledger.saw(new Event.Moved(time.instant(), robot, "T-0", "queued", "system", Optional.empty()))
                        .join();
            }
        }
        site = new AdminSite(
                settings,
                accounts,
                new AdminSite.Rooms(
                        () -> policy,
                        this::back,
                        () -> shadow,
                        () -> Samples.REGISTRY,
                        brakes,
                        tickets,
                        masker::excerpt,
                        audit,
                        meters,
                        () -> List.copyOf(notReady),
                        this::saw),
                time);
    }

    private Stepping back(String from, String actor) {
        events.add(new Event.Reloaded(now, from, true, "rolled back", actor, ""));
        return stepping;
    }

    private CompletableFuture<Void> saw(Event event) {
        if (auditBroken) {
            return CompletableFuture.failedFuture(new IOException("disk full"));
        }
        events.add(event);
        return CompletableFuture.completedFuture(null);
    }

    private void add(String name, Optional<String> guardian, OperatorRole role) throws IOException {
        accounts.put(new Account(name, Set.of(role), guardian), PASSWORD.toCharArray());
    }

    /** Signs in; later visits carry the session and the token. */
    House as(String name) {
        Page page = signIn(name, PASSWORD, "192.0.2.7");
        if (page.status() != 200) {
            throw new AssertionError(body(page));
        }
        cookies.put("jianhu_session", cookie(page));
        csrf = field(body(page), "csrf");
        return this;
    }

    Page signIn(String name, String password, String peer) {
        String body = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return serve(new Visit(
                "POST",
                "/api/login",
                Map.of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                peer,
                false));
    }

    Page get(String path) {
        return visit("GET", path, "", Map.of());
    }

    Page post(String path, String body) {
        return visit("POST", path, body, Map.of("content-type", "application/json", "x-jianhu-csrf", csrf));
    }

    Page visit(String method, String target, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("host", "gateway.example:9090");
        if (!cookies.isEmpty()) {
            all.put("cookie", "other=1; jianhu_session=" + cookies.get("jianhu_session"));
        }
        String[] parts = target.split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] sides = pair.split("=", 2);
                query.put(sides[0], sides[1]);
            }
        }
        return serve(
                new Visit(method, parts[0], query, all, body.getBytes(StandardCharsets.UTF_8), "192.0.2.7", false));
    }

    Page serve(Visit visit) {
        try {
            return site.serve(visit);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String csrf() {
        return csrf;
    }

    static String body(Page page) {
        return new String(((Page.Whole) page).body(), StandardCharsets.UTF_8);
    }

    static String cookie(Page page) {
        return page.headers()
                .getOrDefault("set-cookie", "")
                .replaceFirst(";.*", "")
                .replaceFirst("^[^=]*=", "");
    }

    static String field(String json, String name) {
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        site.close();
        meters.close();
    }
}
