package io.jianhu.upstream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Whom a connection to a model trusts: whom the JDK trusts, or the authorities of one file alone. TLS 1.2 or newer, and
 * the certificate must bear the name that was asked for.
 */
final class Trust {

    private static final int MOST_FILES = 1000;
    private static final Duration REREAD = Duration.ofSeconds(30);

    private final SslContext common;
    private final LoadingCache<Path, SslContext> pinned = Caffeine.newBuilder()
            .maximumSize(MOST_FILES)
            .expireAfterWrite(REREAD)
            .build(file -> build(SslContextBuilder.forClient().trustManager(file.toFile())));

    Trust(SslContextBuilder common) {
        try {
            this.common = build(common);
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK has no TLS for clients", e);
        }
    }

    private static SslContext build(SslContextBuilder trust) throws SSLException {
        return trust.endpointIdentificationAlgorithm("HTTPS")
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    /**
     * The context for a connection.
     *
     * @param authority a file of certificates in PEM, read again after some time
     * @throws SSLException when the file has none
     */
    SslContext of(Optional<Path> authority) throws SSLException {
        if (authority.isEmpty()) {
            return common;
        }
        try {
            return pinned.get(authority.get());
        } catch (RuntimeException e) {
            throw new SSLException("no authorities", e);
        }
    }
}
