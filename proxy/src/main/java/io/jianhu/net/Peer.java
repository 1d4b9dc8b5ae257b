package io.jianhu.net;

import io.jianhu.robot.San;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Who stands at the other end of a client's connection. */
final class Peer {

    /** The address that a PROXY header named. */
    static final AttributeKey<InetAddress> NAMED = AttributeKey.valueOf("jianhu.peer");

    private static final int DNS = 2;
    private static final int URI = 6;

    private Peer() {}

    /** Whose address is behind the connection: the one that its PROXY header named, else its own. */
    static InetAddress address(Channel connection) {
        InetAddress named = trunk(connection).attr(NAMED).get();
        return named == null ? own(connection) : named;
    }

    /** Whether the connection itself comes from this machine. */
    static boolean isHere(Channel connection) {
        return own(connection).isLoopbackAddress();
    }

    /** The connection itself, of which a stream of HTTP/2 is a part. */
    private static Channel trunk(Channel connection) {
        return connection instanceof Http2StreamChannel ? connection.parent() : connection;
    }

    private static InetAddress own(Channel connection) {
        return ((InetSocketAddress) trunk(connection).remoteAddress()).getAddress();
    }

    /** The names in the certificate that the peer showed and that was verified; none without one. */
    static Set<San> names(Channel connection) {
        SslHandler tls = trunk(connection).pipeline().get(SslHandler.class);
        return tls == null ? Set.of() : names(tls.engine().getSession());
    }

    private static Set<San> names(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? names(certificate.getSubjectAlternativeNames())
                    : Set.of();
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return Set.of();
        }
    }

    private static Set<San> names(@Nullable Collection<List<?>> alternatives) {
        return alternatives == null
                ? Set.of()
                : alternatives.stream()
                        .flatMap(name -> san((Integer) name.get(0), name.get(1)).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<San> san(int kind, Object name) {
        return switch (kind) {
            case DNS -> San.dns((String) name);
            case URI -> San.uri((String) name);
            default -> Optional.empty();
        };
    }
}
