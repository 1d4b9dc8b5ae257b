package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import io.jianhu.net.Authority;
import io.jianhu.net.Subnet;
import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a port listens: what the configuration may say of it, and a gateway that does so. */
final class ListenFormTest {

    @TempDir
    private static Path place;

    private static Authority authority;

    @BeforeAll
    static void found() throws Exception {
        authority = new Authority(place)
                .make("gateway", "EC", "SAN=ip:127.0.0.1")
                .make("issuer", "EC", "BC=ca:true")
                .issue("issuer", "portal", "SAN=dns:portal.example");
        Files.writeString(place.resolve("tls.crt"), authority.certificatePem("gateway"));
        Files.writeString(place.resolve("tls.key"), authority.keyPem("gateway"));
        Files.writeString(place.resolve("other.key"), authority.keyPem("issuer"));
        Files.writeString(place.resolve("ca.crt"), authority.certificatePem("issuer"));
    }

    private static Compilation<Configuration> read(String text, Map<String, String> environment) throws IOException {
        return Configuration.read(Files.writeString(place.resolve("jianhu.yaml"), text), environment);
    }

    private static Configuration good(String text, Map<String, String> environment) throws IOException {
        return switch (read(text, environment)) {
            case Compilation.Compiled<Configuration> compiled -> compiled.value();
            case Compilation.Rejected<Configuration> rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    @Test
    void withoutAWordAPortIsPlainAndTrustsNobody() throws IOException {
        for (String text : List.of("{}", "listen: {tls: null}\nadmin: {tls: ~}")) {
            Configuration read = good(text, Map.of());
            assertThat(read.listen()).isEqualTo(new Configuration.Address("0.0.0.0", 8080));
            assertThat(read.admin()).isEqualTo(new Configuration.Address("127.0.0.1", 9090));
        }
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Configuration.Address listen = good("""
                        auth: {mode: mtls}
                        listen:
                          tls: {certificate: tls.crt, key: tls.key, clientCa: ca.crt, reload: 2s}
                          proxyProtocol: true
                          trustedProxies: [10.0.0.0/8, "fd00::/8"]
                        """, Map.of()).listen();
        Configuration.Tls tls = listen.tls().orElseThrow();
        assertThat(tls.reload()).isEqualTo(Duration.ofSeconds(2));
        assertThat(tls.files().certificate()).isEqualTo(place.resolve("tls.crt"));
        assertThat(tls.files().key()).isEqualTo(place.resolve("tls.key"));
        assertThat(tls.files().clientCa()).contains(place.resolve("ca.crt"));
        assertThat(listen.proxyProtocol()).isTrue();
        assertThat(listen.trustedProxies()).extracting(Subnet::bits).containsExactly(8, 8);
    }

    @Test
    void theEnvironmentOverrides() throws IOException {
        Configuration.Address admin = good(
                        "{}",
                        Map.of(
                                "JIANHU_ADMIN_TLS_CERTIFICATE", "tls.crt",
                                "JIANHU_ADMIN_TLS_KEY", "tls.key",
                                "JIANHU_ADMIN_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1"))
                .admin();
        assertThat(admin.tls().orElseThrow().reload()).isEqualTo(Duration.ofSeconds(10));
        assertThat(admin.trustedProxies()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listen: {tls: {certificate: tls.crt}} | 1:15: 'key' is missing",
                "listen: {tls: {}} | 1:15: 'certificate' is missing",
                "listen: {tls: {reload: 5s}} | 1:15: 'certificate' is missing",
                "listen: {tls: {certificate: no.crt, key: tls.key}} | 1:29: certificate: no.crt cannot be read: NoSuchFileException (expected: PEM certificates, the server's own first)",
                "listen: {tls: {certificate: tls.crt, key: other.key}} | 1:43: key: other.key is not the key of the certificate (expected: the certificate's private key in PEM, without a passphrase)",
                "listen: {tls: {certificate: tls.crt, key: tls.crt}} | 1:43: key: tls.crt holds no private key (expected: the certificate's private key in PEM, without a passphrase)",
                "admin: {tls: {certificate: tls.crt, key: tls.key, clientCa: tls.key}} | 1:61: clientCa: tls.key holds no certificate in PEM (expected: PEM certificates of those who issue certificates to clients)",
                "listen: {tls: {certificate: tls.crt, key: tls.key, clientCA: ca.crt}} | 1:52: unknown key 'clientCA' (did you mean 'clientCa'?)",
                "listen: {tls: {certificate: tls.crt, key: tls.key, reload: 1ms}} | 1:60: reload: out of range (expected: 100ms-1d)",
                "listen: {trustedProxies: [10.0.0.1/8]} | 1:26: trustedProxies: '10.0.0.1/8' (expected: a block of addresses such as 10.0.0.0/8, with no bit set beyond it)",
                "listen: {proxyProtocol: yes} | 1:25: proxyProtocol: yes (expected: true or false)",
                "auth: {mode: mtls} | 1:14: mode: mtls without listen.tls.clientCa (expected: the issuers of clients' certificates there, or keys)",
                "auth: {mode: mtsl} | 1:14: mode: 'mtsl' (expected: keys, mtls, none) (did you mean 'mtls'?)",
            })
    void whatIsWrongIsSaidWhereItStands(String text, String problem) throws IOException {
        assertThat(problems(text)).first().asString().isEqualTo(place.resolve("jianhu.yaml") + ":" + problem);
    }

    private static List<Problem> problems(String text) throws IOException {
        return switch (read(text, Map.of())) {
            case Compilation.Compiled<Configuration> compiled -> List.of();
            case Compilation.Rejected<Configuration> rejected -> rejected.problems();
        };
    }

    @Test
    void aGatewayServesBothPortsOverTlsAndKnowsItsClientsByTheirCertificates() throws Exception {
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC())) {
            Premises premises = new Premises(Files.createTempDirectory(place, "premises"), model);
            Files.writeString(premises.configuration, """
                    listen: {host: 127.0.0.1, port: 0, tls: {certificate: ../tls.crt, key: ../tls.key, clientCa: ../ca.crt}}
                    admin: {host: 127.0.0.1, port: 0, tls: {certificate: ../tls.crt, key: ../tls.key}}
                    policies: ./policies
                    auth: {mode: mtls}
                    state: {kind: embedded, dir: ./state}
                    """);
            Path client = premises.policies.resolve("clients/demo-portal.yaml");
            Files.writeString(
                    client,
                    Files.readString(client).replace("keys: []", "certificate: {san: [portal.example]}"),
                    StandardCharsets.UTF_8);
            try (Gateway gateway = premises.start()) {
                String data = "https://127.0.0.1:" + gateway.data().port() + "/robots/FT-001";
                HttpClient portal = client("portal");
                HttpClient nobody = client("");
                assertThat(ask(portal, data)).isEqualTo(200);
                assertThat(ask(nobody, data)).isEqualTo(401);
                assertThat(get(nobody, data)).isEqualTo(200);
                assertThat(get(portal, data + "/tickets/none")).isEqualTo(404);
                assertThat(get(nobody, data + "/tickets/none")).isEqualTo(401);
                String admin = "https://127.0.0.1:" + gateway.admin().port();
                assertThat(get(nobody, admin + "/readyz")).isEqualTo(200);
                assertThat(nobody.send(
                                        HttpRequest.newBuilder(URI.create(admin + "/metrics"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body())
                        .contains("jianhu_tls_certificate_expiry_timestamp_seconds{plane=\"data\"}");
            }
        }
    }

    private static HttpClient client(String shown) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(authority.client(List.of("gateway"), shown))
                .build();
    }

    private static int ask(HttpClient client, String robot) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(robot + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"怎样办理居住登记？\"}]}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int get(HttpClient client, String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
