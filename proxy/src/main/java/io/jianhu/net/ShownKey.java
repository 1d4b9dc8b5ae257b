package io.jianhu.net;

import java.util.Optional;
import java.util.function.Function;

/** The key that a caller shows: as a bearer (RFC 6750 section 2.1), or in {@code x-api-key} as clients of Anthropic do. */
final class ShownKey {

    private static final String SCHEME = "Bearer ";

    private ShownKey() {}

    /** @param headers by lower-case name */
    static Optional<String> in(Function<String, Optional<String>> headers) {
        return headers.apply("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .or(() -> headers.apply("x-api-key"));
    }
}
