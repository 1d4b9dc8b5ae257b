package io.jianhu.net;

import io.jianhu.robot.San;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request to a {@link Site}.
 *
 * @param method in upper case
 * @param path decoded, without the query, beginning with {@code /}, without dot segments
 * @param query the first value of each parameter, decoded
 * @param headers by lower-case name
 * @param body at most as long as the listener allows
 * @param peer the caller's address without its port, behind proxies that are trusted
 * @param loopback whether the caller sits on this machine
 * @param names in the certificate that the caller showed and that was verified
 */
public record Visit(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String peer,
        boolean loopback,
        Set<San> names) {

    public Visit {
        names = Set.copyOf(names);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** Without a certificate. */
    public Visit(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            String peer,
            boolean loopback) {
        this(method, path, query, headers, body, peer, loopback, Set.of());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The key that the visitor shows, as callers of the chat API do. */
    public Optional<String> key() {
        return ShownKey.in(this::header);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Prints neither query nor body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
