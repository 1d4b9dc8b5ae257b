package io.jianhu.robot;

import io.jianhu.chat.RobotId;
import io.jianhu.source.Fields;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads where a robot's model answers, and what is done when it does not: keys of {@code upstream}. */
final class ModelForm {

    private static final int MOST_ENDPOINTS = 32;
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final String FALLBACK = "fallback";

    private final Fields upstream;

    ModelForm(Fields upstream) {
        this.upstream = upstream;
    }

    /** Its addresses, from {@code url} or from {@code endpoints}; none when there is a problem. */
    List<Robot.Endpoint> endpoints(Optional<Secret> key) {
        if (upstream.value("endpoints").isEmpty()) {
            return url(upstream)
                    .map(url -> List.of(new Robot.Endpoint(url, key, 1)))
                    .orElse(List.of());
        }
        if (upstream.value("url").isPresent()) {
            upstream.problem("url", "given beside endpoints (expected: one of the two)");
        }
        List<Fields> entries = upstream.list("endpoints");
        if (entries.isEmpty() || entries.size() > MOST_ENDPOINTS) {
            upstream.problem("endpoints", entries.size() + " entries (expected: 1-" + MOST_ENDPOINTS + ")");
        }
        List<Robot.Endpoint> endpoints = new ArrayList<>();
        Set<URI> seen = new LinkedHashSet<>();
        for (Fields entry : entries) {
            Optional<Secret> own = entry.optional("apiKeyFrom")
                    .flatMap(place -> RobotForm.secret(entry, "apiKeyFrom", place))
                    .or(() -> key);
            int weight = entry.integer("weight", 1, 1, 100);
            url(entry).ifPresent(url -> {
                if (!seen.add(url)) {
                    entry.problem("url", "stands already among the endpoints (expected: another address)");
                }
                endpoints.add(new Robot.Endpoint(url, own, weight));
            });
            entry.end();
        }
        return endpoints;
    }

    private static Optional<URI> url(Fields fields) {
        String text = fields.text("url");
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65535
                    && url.getPort() != 0) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Falls through to the problem below, which says the same of every bad address.
        }
        // An address may carry a password; it is not repeated.
        fields.problem(
                "url", "not an address of a model (expected: http or https, a host, no user, query or fragment)");
        return Optional.empty();
    }

    /** What citizens get when the model does not answer; that the other robot is known is checked later. */
    Optional<Robot.Fallback> fallback() {
        Optional<Value> value = upstream.value(FALLBACK);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Value.Scalar word) {
            if (!word.text().equals("notice")) {
                upstream.problem(
                        FALLBACK,
                        "'" + word.text() + "' (expected: notice, or {robot: ID})"
                                + Suggest.hint(word.text(), List.of("notice")));
            }
            return Optional.of(new Robot.Fallback.Notice());
        }
        Fields other = upstream.fields(FALLBACK);
        String id = other.text("robot");
        other.end();
        return Optional.of(id).filter(RobotId::isValid).map(RobotId::new).map(Robot.Fallback.Other::new);
    }

    /** The id that a robot's form names as its fallback, if it names one. */
    static Optional<Value.Scalar> named(Fields form) {
        return form.fields("upstream")
                .value(FALLBACK)
                .filter(Value.Mapping.class::isInstance)
                .flatMap(fallback ->
                        Optional.ofNullable(((Value.Mapping) fallback).entries().get("robot")))
                .map(Value.Entry::value)
                .filter(Value.Scalar.class::isInstance)
                .map(Value.Scalar.class::cast);
    }

    Optional<Robot.Probe> probe() {
        if (upstream.value("probe").isEmpty()) {
            return Optional.empty();
        }
        Fields probe = upstream.fields("probe");
        String path = probe.text("path");
        if (!path.isBlank() && !path.matches("/[A-Za-z0-9._~/-]{0,200}")) {
            probe.problem("path", "'" + path + "' (expected: a path such as /health)");
        }
        Duration every = probe.duration("every", PROBE);
        if (every.compareTo(SOONEST) < 0) {
            probe.problem("every", every.toMillis() + "ms (expected: 1s or longer)");
        }
        probe.end();
        return Optional.of(new Robot.Probe(path, every));
    }

    /** The versions of HTTP that it may be spoken to in. */
    Robot.Http http() {
        String word = upstream.text("http", "auto");
        return switch (word) {
            case "auto" -> Robot.Http.AUTO;
            case "1" -> Robot.Http.ONE;
            case "2" -> Robot.Http.TWO;
            default -> {
                upstream.problem(
                        "http", "'" + word + "' (expected: auto, 1 or 2)" + Suggest.hint(word, List.of("auto")));
                yield Robot.Http.AUTO;
            }
        };
    }

    Optional<Path> authority() {
        if (upstream.value("tls").isEmpty()) {
            return Optional.empty();
        }
        Fields tls = upstream.fields("tls");
        String file = tls.text("ca");
        tls.end();
        try {
            if (Path.of(file).isAbsolute()) {
                return Optional.of(Path.of(file));
            }
        } catch (InvalidPathException e) {
            // Falls through to the problem below.
        }
        if (!file.isBlank()) {
            tls.problem("ca", "'" + file + "' (expected: an absolute path of certificates in PEM)");
        }
        return Optional.empty();
    }
}
