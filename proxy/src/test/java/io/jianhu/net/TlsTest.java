package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model behind TLS must show a certificate that is trusted and bears the configured name. */
final class TlsTest {

    static final char[] PASSWORD = "fictional".toCharArray();

    @TempDir
    private Path place;

    static KeyStore certificate(Path place, String name) throws Exception {
        Path file = Files.createTempDirectory(place, "keys").resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "model",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static ServerSocket server(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static SslContextBuilder trusting(KeyStore keys) throws Exception {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(keys);
        return SslContextBuilder.forClient().trustManager(managers);
    }

    private static Caller.Response ask(KeyStore keys, SslContextBuilder trust, int asked) throws Exception {
        return ask(keys, trust, null, asked);
    }

    private static Caller.Response ask(KeyStore keys, SslContextBuilder trust, @Nullable Path authority, int asked)
            throws Exception {
        String pin = authority == null ? "" : "  tls: {ca: " + authority + "}\n";
        ServerSocket socket = server(keys);
        try (Model model = new Model(socket, Model.says(Model.document("好")));
                Town town = new Town(
                        Town.plan()
                                .trust(trust)
                                .robots(robot -> robot.replace("upstream:\n", "upstream:\n" + pin))
                                .resolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
                        URI.create("https://model.example:" + socket.getLocalPort() + "/v1"));
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(false, "你好").read();
            assertThat(model.asked).hasValue(asked);
            assertThat(town.calls).containsExactly(asked == 1 ? "200" : "tls");
            return response;
        }
    }

    @Test
    void theRightCertificateIsAccepted() throws Exception {
        KeyStore keys = certificate(place, "model.example");
        assertThat(ask(keys, trusting(keys), 1).body()).contains("好");
    }

    /** The file of a robot names whom to trust; nobody else is trusted then. */
    @Test
    void anAuthorityOfTheRobotsOwnIsTrustedAlone() throws Exception {
        KeyStore keys = certificate(place, "model.example");
        Path authority = Files.writeString(place.resolve("ca.pem"), pem(keys));
        assertThat(ask(keys, SslContextBuilder.forClient(), authority, 1).body())
                .contains("好");
        KeyStore others = certificate(place, "model.example");
        assertThat(ask(others, trusting(others), authority, 0).status()).isEqualTo(502);
        Files.writeString(authority, "nothing");
        assertThat(ask(keys, trusting(keys), authority, 0).status()).isEqualTo(502);
    }

    private static String pem(KeyStore keys) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("model").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void anUnknownIssuerIsRefused() throws Exception {
        assertThat(ask(certificate(place, "model.example"), SslContextBuilder.forClient(), 0)
                        .status())
                .isEqualTo(502);
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        KeyStore keys = certificate(place, "other.example");
        assertThat(ask(keys, trusting(keys), 0).status()).isEqualTo(502);
    }
}
