package io.jianhu.robot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that a certificate bears (subject alternative name, RFC 5280 section 4.2.1.6). A host's name and an address are
 * never the same name, even where they are written alike.
 *
 * @param value a host's name in lower case, or an address such as {@code spiffe://gov.example/portal} as it is written
 */
public record San(Kind kind, String value) {

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62})?(?:\\.[a-z0-9](?:[a-z0-9-]{0,62})?)*");
    private static final int LONGEST_HOST = 253;

    /** What kind of name. */
    public enum Kind {
        DNS,
        URI
    }

    /** Empty when the text is no host's name; a wildcard is none. */
    public static Optional<San> dns(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST_HOST && HOST.matcher(lower).matches()
                ? Optional.of(new San(Kind.DNS, lower))
                : Optional.empty();
    }

    /** Empty when the text is no absolute address. */
    public static Optional<San> uri(String text) {
        try {
            return new URI(text).isAbsolute() ? Optional.of(new San(Kind.URI, text)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A name as a client's file writes it: with a colon it is an address. */
    static Optional<San> of(String text) {
        return text.indexOf(':') < 0 ? dns(text) : uri(text);
    }
}
