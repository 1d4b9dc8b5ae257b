package io.jianhu.admin;

import io.jianhu.net.Visit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets visits in or not: the session, the role, and for what changes something the proof that it came from a page of
 * this gateway (OWASP, cross-site request forgery).
 */
final class Gatekeeper {

    static final String CSRF = "x-jianhu-csrf";

    /** Sent with calls that no person caused, so that they do not keep a session from being idle. */
    static final String BACKGROUND = "x-jianhu-background";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AdminSettings settings;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Call.Operator everyone =
            new Call.Operator(new Account("local", Set.of(OperatorRole.ADMIN), Optional.empty()), Sessions.token(), "");

    Gatekeeper(AdminSettings settings, Accounts accounts, Sessions sessions) {
        this.settings = settings;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    Call admit(Route route, Visit visit, Map<String, String> parameters) {
        return switch (route.access()) {
            case Route.Access.Open open -> new Call(visit, parameters, Optional.empty());
            case Route.Access.SameOrigin sameOrigin -> {
                requireSameOrigin(visit);
                yield new Call(visit, parameters, Optional.empty());
            }
            case Route.Access.Roles allowed -> {
                Call.Operator operator = operator(visit)
                        .orElseThrow(
                                () -> new Refusal(401, "not-signed-in", "session: none or over (POST /api/login)"));
                if (route.changes()) {
                    requireSameOrigin(visit);
                    requireCsrf(visit, operator.csrf());
                }
                if (!operator.account().mayBeOneOf(allowed.roles())) {
                    throw new Refusal(403, "forbidden", "role (expected: " + words(allowed.roles()) + ")");
                }
                yield new Call(visit, parameters, Optional.of(operator));
            }
        };
    }

    /** The operator who calls, if one is signed in. */
    Optional<Call.Operator> operator(Visit visit) {
        return switch (settings.signIn()) {
            case NONE -> {
                if (!visit.loopback() || !LOCAL_NAMES.contains(hostName(visit))) {
                    throw new Refusal(403, "forbidden", "peer (expected: this machine, as localhost)");
                }
                yield Optional.of(everyone);
            }
            case LOCAL ->
                token(visit)
                        .flatMap(token -> sessions.of(
                                        token, visit.header(BACKGROUND).isEmpty())
                                .filter(session -> accounts.stands(session.account()))
                                .map(session -> new Call.Operator(session.account(), session.csrf(), token)));
        };
    }

    /** Whether the session that began a long call still lasts; asking does not prolong it. */
    boolean stillSignedIn(Call.Operator operator) {
        return operator.equals(everyone)
                || sessions.of(operator.token(), false)
                        .filter(session -> accounts.stands(session.account()))
                        .isPresent();
    }

    String cookie(String token, long seconds) {
        return cookieName() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds
                + (settings.tls() ? "; Secure" : "");
    }

    private String cookieName() {
        return settings.tls() ? "__Host-jianhu_session" : "jianhu_session";
    }

    private Optional<String> token(Visit visit) {
        String prefix = cookieName() + "=";
        for (String cookie : visit.header("cookie").orElse("").split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(prefix)) {
                return Optional.of(pair.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    private static void requireCsrf(Visit visit, String expected) {
        byte[] given = visit.header(CSRF).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, expected.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(403, "csrf", CSRF + " (expected: the token that /api/me gives)");
        }
    }

    /** Browsers say where a call comes from; programs need not. */
    private static void requireSameOrigin(Visit visit) {
        String site = visit.header("sec-fetch-site").orElse("same-origin");
        boolean same = site.equals("same-origin")
                && visit.header("origin")
                        .map(origin -> authority(origin).equals(host(visit)))
                        .orElse(true);
        if (!same) {
            throw new Refusal(403, "cross-origin", "origin (expected: this site)");
        }
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority())
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String host(Visit visit) {
        return visit.header("host").orElse("").toLowerCase(Locale.ROOT);
    }

    private static String hostName(Visit visit) {
        return host(visit).replaceFirst(":[0-9]+$", "");
    }

    private static String words(Set<OperatorRole> roles) {
        return String.join(", ", roles.stream().map(OperatorRole::word).sorted().toList());
    }
}
