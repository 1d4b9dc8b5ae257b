package io.jianhu.net;

import io.jianhu.net.TlsFiles.Part;
import io.jianhu.net.TlsFiles.Unusable;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener shows of itself over TLS, read again when its files change. New connections see the new certificate,
 * old ones go on. Files that do not fit are refused, and the last good ones go on serving.
 */
public final class Certificates implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Certificates.class.getName());
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** What a listener speaks inside TLS, the best first (RFC 7301). */
    private static final String[] PROTOCOLS = {ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1};

    /** Forward secret and authenticated, as HTTP/2 asks of TLS 1.2 too (RFC 9113 section 9.2.2). */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsFiles files;
    private final Consumer<Renewal> told;
    private final Thread watch;
    private volatile Shown shown;
    private String inForce;
    private String failing = "";
    private String refused = "";

    /** What became of changed files. */
    public enum Renewal {
        ACCEPTED,
        REFUSED
    }

    private Certificates(TlsFiles files, Duration reload, Consumer<Renewal> told) throws Unusable {
        this.files = files;
        this.told = told;
        TlsFiles.Contents contents = files.read();
        this.shown = shown(contents);
        this.inForce = mark(contents);
        this.watch = Thread.ofVirtual().name("certificates").unstarted(() -> watch(reload));
    }

    /**
     * Reads the files, and looks at them again and again.
     *
     * @param reload how often they are looked at
     * @param told hears of every change that was taken or refused
     * @throws Unusable when they do not fit at the start
     */
    public static Certificates open(TlsFiles files, Duration reload, Consumer<Renewal> told) throws Unusable {
        Certificates opened = new Certificates(files, reload, told);
        opened.watch.start();
        return opened;
    }

    /**
     * Whether the files can be used now.
     *
     * @throws Unusable when not
     */
    public static void check(TlsFiles files) throws Unusable {
        shown(files.read());
    }

    /** The last moment at which the certificate in force is valid. */
    public Instant validUntil() {
        return shown.validUntil();
    }

    SslHandler handler(ByteBufAllocator buffers, Duration patience) {
        SslHandler handler = shown.context().newHandler(buffers);
        handler.setHandshakeTimeoutMillis(patience.toMillis());
        return handler;
    }

    private record Shown(SslContext context, Instant validUntil) {}

    private void watch(Duration reload) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(reload.toNanos());
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Files are not replaced at one moment, so that what does not fit is refused only when it still stands there when it
     * is looked at again.
     */
    private void look() {
        String found;
        @Nullable Unusable problem;
        try {
            TlsFiles.Contents contents = files.read();
            found = mark(contents);
            if (found.equals(inForce)) {
                failing = "";
                refused = "";
                return;
            }
            if (found.equals(refused)) {
                return;
            }
            problem = take(contents, found);
        } catch (Unusable e) {
            found = "unreadable " + e.part();
            problem = e;
        }
        if (problem != null && !found.equals(refused)) {
            if (found.equals(failing)) {
                refused = found;
                LOG.log(
                        Level.WARNING,
                        "refused: " + described(problem) + "; the last good certificate goes on serving");
                told.accept(Renewal.REFUSED);
            }
            failing = found;
        }
    }

    private @Nullable Unusable take(TlsFiles.Contents contents, String found) {
        try {
            shown = shown(contents);
        } catch (Unusable e) {
            return e;
        }
        inForce = found;
        failing = "";
        refused = "";
        LOG.log(Level.INFO, "a new certificate serves: " + files.certificate());
        told.accept(Renewal.ACCEPTED);
        return null;
    }

    private String described(Unusable problem) {
        return switch (problem.part()) {
                    case CERTIFICATE -> files.certificate();
                    case KEY -> files.key();
                    case CLIENT_CA -> files.clientCa().orElseThrow();
                }
                + " " + problem.getMessage();
    }

    private static Shown shown(TlsFiles.Contents contents) throws Unusable {
        List<X509Certificate> chain = certificates(Part.CERTIFICATE, contents.certificate());
        PrivateKey key;
        try {
            key = Pem.key(contents.key());
        } catch (GeneralSecurityException e) {
            throw new Unusable(Part.KEY, String.valueOf(e.getMessage()), e);
        }
        X509Certificate own = chain.getFirst();
        if (!fits(key, own)) {
            throw new Unusable(Part.KEY, "is not the key of the certificate", null);
        }
        SslContextBuilder builder = SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
                .sslProvider(SslProvider.JDK)
                .protocols(VERSIONS)
                .ciphers(CIPHERS)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        PROTOCOLS));
        if (contents.clientCa().isPresent()) {
            // Who shows none still gets an answer: that it may not enter.
            builder.trustManager(
                            certificates(Part.CLIENT_CA, contents.clientCa().get()))
                    .clientAuth(ClientAuth.OPTIONAL);
        }
        try {
            return new Shown(builder.build(), own.getNotAfter().toInstant());
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable(Part.CERTIFICATE, "cannot secure a connection", e);
        }
    }

    private static List<X509Certificate> certificates(Part part, byte[] file) throws Unusable {
        try {
            return Pem.certificates(file);
        } catch (GeneralSecurityException e) {
            throw new Unusable(part, "holds no certificate in PEM", e);
        }
    }

    /** Whether what the key signs is known by the certificate. */
    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] text = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String mark(TlsFiles.Contents contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MessageDigest.getInstance("SHA-256").digest(contents.certificate()));
            digest.update(MessageDigest.getInstance("SHA-256").digest(contents.key()));
            contents.clientCa().ifPresent(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
