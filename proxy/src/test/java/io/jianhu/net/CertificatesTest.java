package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.net.Certificates.Renewal;
import io.jianhu.robot.Client;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Registry;
import io.jianhu.robot.San;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener behind TLS: its certificate, a change of it, and the certificates of clients. */
final class CertificatesTest {

    private static final String LIVEZ = "GET /livez HTTP/1.1\r\nHost: t\r\n\r\n";
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private static Path safe;

    private static Authority authority;

    @TempDir
    private Path place;

    private final List<Renewal> renewals = new CopyOnWriteArrayList<>();
    private Model model;

    @BeforeAll
    static void found() {
        authority = new Authority(safe)
                .make("first", "EC", "SAN=dns:gateway.example")
                .make("second", "RSA", "SAN=dns:gateway.example")
                .make("issuer", "EC", "BC=ca:true")
                .issue("issuer", "portal", "SAN=dns:Portal.example,dns:other.example")
                .issue("issuer", "spiffe", "SAN=uri:spiffe://gov.example/hall")
                .issue("issuer", "stranger", "SAN=dns:stranger.example,uri:dns:portal.example")
                .issue("issuer", "both", "SAN=dns:portal.example,uri:spiffe://gov.example/hall")
                .make("foreign", "EC", "SAN=dns:portal.example");
    }

    @BeforeEach
    void model() throws IOException {
        model = Model.saying(Model.document("你好"));
    }

    @AfterEach
    void close() throws IOException {
        model.close();
    }

    private TlsFiles files(String certificate, String key) throws Exception {
        Path folder = Files.createDirectories(place.resolve("..data"));
        Files.writeString(folder.resolve("tls.crt"), certificate);
        Files.writeString(folder.resolve("tls.key"), key);
        Files.writeString(folder.resolve("ca.crt"), authority.certificatePem("issuer"));
        return new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"), Optional.empty());
    }

    private TlsFiles files(String alias) throws Exception {
        return files(authority.certificatePem(alias), authority.keyPem(alias));
    }

    private Town town(Certificates certificates, UnaryOperator<Town.Plan> more) throws IOException {
        return new Town(
                more.apply(Town.plan()
                        .front(plain -> new Front(plain.address(), Optional.of(certificates), false, List.of()))),
                model.url());
    }

    private static SSLSocket socket(Town town, SSLContext context) throws IOException {
        return (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), town.listener.port());
    }

    private static Caller caller(Town town, String shown) throws Exception {
        return new Caller(socket(town, authority.client(List.of("first", "second"), shown)));
    }

    private static Certificate served(Caller caller) throws SSLException {
        return ((SSLSocket) caller.socket).getSession().getPeerCertificates()[0];
    }

    @Test
    void servesOverTlsAndEndsInGoodOrder() throws Exception {
        try (Certificates certificates = Certificates.open(files("first"), OFTEN, renewals::add);
                Town town = town(certificates, plan -> plan)) {
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                SSLSocket socket = socket(town, authority.client(List.of("first"), ""));
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setProtocols(new String[] {version});
                parameters.setApplicationProtocols(new String[] {"h3", "http/1.1"});
                parameters.setServerNames(List.of());
                socket.setSSLParameters(parameters);
                try (Caller caller = new Caller(socket)) {
                    assertThat(caller.send(LIVEZ).read().status()).isEqualTo(200);
                    assertThat(caller.ask(false, "你好").read().body()).contains("你好");
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                    assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
                    assertThat(caller.send("GET /livez HTTP/1.1\r\n\r\n").read().status())
                            .isEqualTo(400);
                    assertThat(caller.closed()).isTrue();
                }
            }
        }
    }

    @Test
    void countsWhoSpeaksNoTls() throws Exception {
        try (Certificates certificates = Certificates.open(files("first"), OFTEN, renewals::add);
                Town town = town(certificates, plan -> plan)) {
            try (Caller plain = town.caller()) {
                plain.send(LIVEZ);
                plain.socket.getInputStream().readAllBytes();
            }
            Until.so("it is counted", () -> town.rejects.equals(List.of("tls")));
            try (Caller caller = caller(town, "")) {
                assertThat(caller.send(LIVEZ).read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void newConnectionsSeeANewCertificateAndOldOnesGoOn() throws Exception {
        try (Certificates certificates = Certificates.open(files("first"), OFTEN, renewals::add);
                Town town = town(certificates, plan -> plan);
                Caller old = caller(town, "")) {
            assertThat(old.send(LIVEZ).read().status()).isEqualTo(200);
            files("second");
            Until.so("it is taken", () -> renewals.contains(Renewal.ACCEPTED));
            try (Caller fresh = caller(town, "")) {
                assertThat(fresh.send(LIVEZ).read().status()).isEqualTo(200);
                assertThat(served(fresh)).isEqualTo(authority.certificate("second"));
            }
            assertThat(old.send(LIVEZ).read().status()).isEqualTo(200);
            assertThat(served(old)).isEqualTo(authority.certificate("first"));
            assertThat(renewals).containsExactly(Renewal.ACCEPTED);
        }
    }

    /** As the kubelet brings a new Secret: a symbolic link to a folder is replaced. */
    @Test
    void seesALinkReplaced() throws Exception {
        for (String alias : List.of("first", "second")) {
            files(alias);
            Files.move(place.resolve("..data"), place.resolve(alias));
        }
        Path link = Files.createSymbolicLink(place.resolve("..data"), place.resolve("first"));
        TlsFiles files = new TlsFiles(link.resolve("tls.crt"), link.resolve("tls.key"), Optional.empty());
        try (Certificates certificates = Certificates.open(files, OFTEN, renewals::add);
                Town town = town(certificates, plan -> plan)) {
            Files.move(
                    Files.createSymbolicLink(place.resolve("..data_tmp"), place.resolve("second")),
                    link,
                    StandardCopyOption.ATOMIC_MOVE);
            Until.so("it is taken", () -> renewals.contains(Renewal.ACCEPTED));
            try (Caller caller = caller(town, "")) {
                assertThat(caller.send(LIVEZ).read().status()).isEqualTo(200);
                assertThat(served(caller)).isEqualTo(authority.certificate("second"));
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefusedOnceAndTheLastGoodGoesOn() throws Exception {
        try (Certificates certificates = Certificates.open(files("first"), OFTEN, renewals::add);
                Town town = town(certificates, plan -> plan)) {
            files(authority.certificatePem("second"), authority.keyPem("first"));
            Until.so("it is refused", () -> renewals.equals(List.of(Renewal.REFUSED)));
            try (Caller caller = caller(town, "")) {
                assertThat(caller.send(LIVEZ).read().status()).isEqualTo(200);
                assertThat(served(caller)).isEqualTo(authority.certificate("first"));
            }
            Files.delete(place.resolve("..data/tls.key"));
            Until.so("it is refused", () -> renewals.equals(List.of(Renewal.REFUSED, Renewal.REFUSED)));
            files("second");
            Until.so("it is taken", () -> renewals.getLast() == Renewal.ACCEPTED);
            assertThat(renewals).hasSize(3);
        }
    }

    @Test
    void readsKeysAsTheyAreWrittenElsewhere() throws Exception {
        byte[] rsa = authority.key("second").getEncoded();
        Certificates.check(files(
                authority.certificatePem("second"),
                Authority.pem("RSA PRIVATE KEY", Arrays.copyOfRange(rsa, 26, rsa.length))));
        byte[] number = ((ECPrivateKey) authority.key("first")).getS().toByteArray();
        byte[] scalar = new byte[48];
        int length = Math.min(scalar.length, number.length);
        System.arraycopy(number, number.length - length, scalar, scalar.length - length, length);
        String curve = "a007" + "06052b81040022";
        Certificates.check(files(
                authority.certificatePem("first"),
                "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"
                        + Authority.pem(
                                "EC PRIVATE KEY",
                                HexFormat.of()
                                        .parseHex("303e0201010430"
                                                + HexFormat.of().formatHex(scalar) + curve))));
    }

    @Test
    void saysWhatDoesNotFitAndQuotesNothing() throws Exception {
        String good = authority.certificatePem("first");
        String key = authority.keyPem("first");
        unusable("CERTIFICATE holds no certificate in PEM", "nothing", key);
        unusable("CERTIFICATE holds no certificate in PEM", good.replace("MII", "MIJ"), key);
        unusable("KEY holds no private key", good, "nothing");
        unusable("KEY is locked by a passphrase", good, key.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        unusable("KEY holds no RSA, EC or EdDSA key", good, Authority.pem("PRIVATE KEY", new byte[] {48, 0}));
        unusable("KEY holds an EC key that names no curve", good, Authority.pem("EC PRIVATE KEY", new byte[] {48, 9}));
        unusable("KEY holds a key of another kind", good, Authority.pem("DSA PRIVATE KEY", new byte[] {48, 0}));
        unusable("KEY is not the key of the certificate", good, authority.keyPem("second"));
    }

    private void unusable(String problem, String certificate, String key) throws Exception {
        TlsFiles files = files(certificate, key);
        assertThatThrownBy(() -> Certificates.check(files))
                .isInstanceOfSatisfying(
                        TlsFiles.Unusable.class,
                        unusable -> assertThat(unusable.part() + " " + unusable.getMessage())
                                .isEqualTo(problem));
    }

    private static Registry clients(Registry registry) {
        return registry.with(client("portal", San.dns("portal.example")))
                .with(client("hall", San.uri("spiffe://gov.example/hall")));
    }

    private static Client client(String id, Optional<San> name) {
        return new Client(id, id, List.of(), Set.of(name.orElseThrow()), Set.of("*"), Client.Limits.NONE);
    }

    private Certificates withClientCa() throws Exception {
        TlsFiles files = files("first");
        return Certificates.open(
                new TlsFiles(files.certificate(), files.key(), Optional.of(place.resolve("..data/ca.crt"))),
                OFTEN,
                renewals::add);
    }

    @Test
    void knowsAClientByItsCertificate() throws Exception {
        try (Certificates certificates = withClientCa();
                Town town = town(certificates, plan -> plan.gate(Credential.CERTIFICATE, CertificatesTest::clients))) {
            for (String known : List.of("portal", "spiffe")) {
                try (Caller caller = caller(town, known)) {
                    assertThat(caller.ask(false, "你好").read().status())
                            .as(known)
                            .isEqualTo(200);
                }
            }
            for (String unknown : List.of("", "stranger", "both")) {
                try (Caller caller = caller(town, unknown)) {
                    Caller.Response refused = caller.ask(false, "你好").read();
                    assertThat(refused.status()).as(unknown).isEqualTo(401);
                    assertThat(refused.body()).startsWith("{\"error\":{");
                }
            }
        }
    }

    @Test
    void aCertificateOfAnotherIssuerOpensNothing() throws Exception {
        try (Certificates certificates = withClientCa();
                Town town = town(certificates, plan -> plan.gate(Credential.CERTIFICATE, CertificatesTest::clients))) {
            assertThatThrownBy(() -> {
                        try (Caller caller = caller(town, "foreign")) {
                            caller.ask(false, "你好").read();
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(model.asked).hasValue(0);
        }
    }

    @Test
    void aPageIsToldTheNames() throws Exception {
        List<Set<San>> seen = new CopyOnWriteArrayList<>();
        Site site = visit -> {
            seen.add(visit.names());
            return Page.json(200, "{}");
        };
        try (Certificates certificates = withClientCa();
                Town town = town(certificates, plan -> plan.site(site));
                Caller caller = caller(town, "spiffe");
                Caller nobody = caller(town, "")) {
            assertThat(caller.send(LIVEZ).read().status()).isEqualTo(200);
            assertThat(nobody.send(LIVEZ).read().status()).isEqualTo(200);
            assertThat(seen)
                    .containsExactly(Set.of(San.uri("spiffe://gov.example/hall").orElseThrow()), Set.of());
        }
    }
}
