package io.jianhu.upstream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.jianhu.robot.Robot;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Whom a connection to a model trusts: whom the JDK trusts, or the authorities of one file alone. TLS 1.2 or newer, and
 * the certificate must bear the name that was asked for.
 */
final class Trust {

    private static final int MOST_FILES = 1000;
    private static final Duration REREAD = Duration.ofSeconds(30);

    private final Map<Robot.Http, SslContext> common = new EnumMap<>(Robot.Http.class);
    private final LoadingCache<Pinned, SslContext> pinned = Caffeine.newBuilder()
            .maximumSize(MOST_FILES)
            .expireAfterWrite(REREAD)
            .build(one ->
                    build(SslContextBuilder.forClient().trustManager(one.file().toFile()), one.http()));

    private record Pinned(Path file, Robot.Http http) {}

    Trust(SslContextBuilder common) {
        try {
            for (Robot.Http http : Robot.Http.values()) {
                this.common.put(http, build(common, http));
            }
        } catch (SSLException e) {
            throw new IllegalStateException("this JDK has no TLS for clients", e);
        }
    }

    private static SslContext build(SslContextBuilder trust, Robot.Http http) throws SSLException {
        return trust.endpointIdentificationAlgorithm("HTTPS")
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(offer(http))
                .build();
    }

    /** The protocols that are offered, the dearest first. */
    private static ApplicationProtocolConfig offer(Robot.Http http) {
        return switch (http) {
            case ONE -> ApplicationProtocolConfig.DISABLED;
            case TWO -> offer(ApplicationProtocolNames.HTTP_2);
            case AUTO -> offer(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
        };
    }

    private static ApplicationProtocolConfig offer(String... protocols) {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                protocols);
    }

    /**
     * The context for a connection.
     *
     * @param authority a file of certificates in PEM, read again after some time
     * @param http what is offered
     * @throws SSLException when the file has none
     */
    SslContext of(Optional<Path> authority, Robot.Http http) throws SSLException {
        if (authority.isEmpty()) {
            return Objects.requireNonNull(common.get(http));
        }
        try {
            return pinned.get(new Pinned(authority.get(), http));
        } catch (RuntimeException e) {
            throw new SSLException("no authorities", e);
        }
    }
}
