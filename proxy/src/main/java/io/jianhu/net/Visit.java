package io.jianhu.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a {@link Site}.
 *
 * @param method in upper case
 * @param path decoded, without the query, beginning with {@code /}, without dot segments
 * @param query the first value of each parameter, decoded
 * @param headers by lower-case name
 * @param body at most as long as the listener allows
 * @param peer the caller's address without its port
 * @param loopback whether the caller sits on this machine
 */
public record Visit(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String peer,
        boolean loopback) {

    public Visit {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
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
