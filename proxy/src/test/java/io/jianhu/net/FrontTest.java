package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies before a listener: whose word about an address is taken, and that none of it goes further. */
final class FrontTest {

    private static final byte[] VERSION_2 = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private Model model;

    @BeforeEach
    void found() throws IOException {
        model = Model.saying(Model.document("你好"));
    }

    @AfterEach
    void leave() throws IOException {
        model.close();
    }

    private Town town(boolean proxyProtocol, String... trusted) throws IOException {
        List<Subnet> subnets =
                Stream.of(trusted).map(Subnet::parse).map(Optional::orElseThrow).toList();
        Site site = visit -> {
            visits.add(visit);
            return Page.json(200, "{}");
        };
        return new Town(
                Town.plan()
                        .site(site)
                        .front(plain -> new Front(plain.address(), Optional.empty(), proxyProtocol, subnets)),
                model.url());
    }

    private static String livez(String headers) {
        return "GET /livez HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711 443 | 192.0.2.7",
                "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443 | 2001:db8:0:0:0:0:0:7",
                "PROXY UNKNOWN | 127.0.0.1",
                "PROXY TCP4 127.0.0.1 127.0.0.1 4711 443 | 127.0.0.1",
            })
    void aHeaderOfVersion1NamesTheAddress(String line, String address) throws IOException {
        try (Town town = town(true);
                Caller caller = town.caller()) {
            caller.send(line + "\r\n" + livez(""));
            assertThat(caller.read().status()).isEqualTo(200);
            assertThat(caller.send(livez("")).read().status()).isEqualTo(200);
            assertThat(visits).extracting(Visit::peer).containsExactly(address, address);
        }
    }

    @Test
    void aHeaderOfVersion2NamesTheAddress() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(VERSION_2);
        header.writeBytes(
                new byte[] {0x21, 0x11, 0, 15, (byte) 192, 0, 2, 9, (byte) 192, 0, 2, 1, 18, 103, 1, (byte) 187});
        header.writeBytes(new byte[] {4, 0, 0});
        try (Town town = town(true);
                Caller caller = town.caller()) {
            caller.socket.getOutputStream().write(header.toByteArray());
            assertThat(caller.send(livez("")).read().status()).isEqualTo(200);
            assertThat(visits.getFirst().peer()).isEqualTo("192.0.2.9");
            assertThat(visits.getFirst().loopback()).isFalse();
        }
    }

    @Test
    void whatAProxyAsksForItselfComesFromTheProxy() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(VERSION_2);
        header.writeBytes(new byte[] {0x20, 0, 0, 0});
        try (Town town = town(true);
                Caller caller = town.caller()) {
            caller.socket.getOutputStream().write(header.toByteArray());
            assertThat(caller.send(livez("")).read().status()).isEqualTo(200);
            assertThat(visits.getFirst().peer()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /livez HTTP/1.1\r\nHost: t\r\n\r\n",
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711\r\n",
                "PROXY TCP4 gateway.example 192.0.2.1 4711 443\r\n",
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711 443                                                                   "
                        + "                                                  \r\n",
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711 70000\r\n",
                "proxy TCP4 192.0.2.7 192.0.2.1 4711 443\r\n",
            })
    void withoutAGoodHeaderAConnectionIsClosed(String bytes) throws IOException, InterruptedException {
        try (Town town = town(true);
                Caller caller = town.caller()) {
            caller.send(bytes);
            assertThat(nothingComes(caller)).isTrue();
            Until.so("it is counted", () -> town.rejects.equals(List.of("proxy-protocol")));
            assertThat(visits).isEmpty();
        }
    }

    @Test
    void aHeaderThatDoesNotComeIsNotAwaitedForever() throws IOException {
        try (Town town = town(true);
                Caller caller = town.caller()) {
            caller.send("PROXY TCP4 192.0");
            assertThat(nothingComes(caller)).isTrue();
        }
    }

    @Test
    void onlyTrustedProxiesMayConnectWhereTheyAreNamed() throws IOException, InterruptedException {
        try (Town town = town(true, "192.0.2.0/24");
                Caller caller = town.caller()) {
            assertThat(nothingComes(caller)).isTrue();
            Until.so("it is counted", () -> town.rejects.equals(List.of("untrusted-proxy")));
        }
        try (Town town = town(true, "192.0.2.0/24", "127.0.0.0/8");
                Caller caller = town.caller()) {
            caller.send("PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n" + livez(""));
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    private static boolean nothingComes(Caller caller) {
        try {
            return caller.closed();
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aForwardedAddressIsHeardFromATrustedPeerOnly() throws IOException {
        try (Town town = town(false, "127.0.0.1");
                Caller caller = town.caller()) {
            caller.send(livez("X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\n")).read();
            caller.send(livez("")).read();
        }
        try (Town town = town(false, "192.0.2.0/24");
                Caller caller = town.caller()) {
            caller.send(livez("X-Forwarded-For: 192.0.2.7\r\nForwarded: for=192.0.2.7\r\n"))
                    .read();
        }
        assertThat(visits).extracting(Visit::peer).containsExactly("192.0.2.7", "127.0.0.1", "127.0.0.1");
        assertThat(visits).extracting(Visit::loopback).containsExactly(false, true, true);
    }

    /** Trusted are 10.0.0.0/8 and fd00::/8; the peer is 10.0.0.1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-forwarded-for: 192.0.2.7 | 192.0.2.7",
                "x-forwarded-for: 192.0.2.7:4711 | 192.0.2.7",
                "x-forwarded-for: 198.51.100.1, 192.0.2.7, 10.9.9.9 | 192.0.2.7",
                "x-forwarded-for: 198.51.100.1;x-forwarded-for: 192.0.2.7 | 192.0.2.7",
                "x-forwarded-for: [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                "x-forwarded-for: 2001:db8::7, fd00::1 | 2001:db8:0:0:0:0:0:7",
                "x-forwarded-for: 10.2.3.4 | 10.2.3.4",
                "x-forwarded-for: unknown | 10.0.0.1",
                "x-forwarded-for: 192.0.2.7, gateway.example | 10.0.0.1",
                "x-forwarded-for: 192.0.2.7, 10.2.3.4,  | 10.0.0.1",
                "x-forwarded-for: 1 | 10.0.0.1",
                "forwarded: for=192.0.2.7 | 192.0.2.7",
                "forwarded: by=10.0.0.2!For=\"192.0.2.7:4711\"!proto=https | 192.0.2.7",
                "forwarded: for=198.51.100.1, for=\"[2001:db8::7]\" | 2001:db8:0:0:0:0:0:7",
                "forwarded: for=_hidden | 10.0.0.1",
                "forwarded: proto=https | 10.0.0.1",
                "forwarded: for=192.0.2.7;x-forwarded-for: 192.0.2.7 | 192.0.2.7",
                "forwarded: for=192.0.2.8;x-forwarded-for: 192.0.2.7 | 10.0.0.1",
                "x-real-ip: 192.0.2.7 | 10.0.0.1",
            })
    void theNearestAddressBeforeTrustedProxiesAsks(String written, String address) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String header : written.split(";", -1)) {
            String[] parts = header.split(": ", 2);
            headers.add(parts[0], parts[1].replace('!', ';'));
        }
        Proxies proxies = new Proxies(List.of(
                Subnet.parse("10.0.0.0/8").orElseThrow(),
                Subnet.parse("fd00::/8").orElseThrow()));
        assertThat(proxies.client(address("10.0.0.1"), headers).getHostAddress())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "fd00::/129",
                "::1/0",
                "10.0.0",
                "gateway.example",
                "",
                "10.0.0.0/-1"
            })
    void aBlockHasAForm(String text) {
        assertThat(Subnet.parse(text)).isEmpty();
    }

    @Test
    void aBlockHoldsItsAddressesOnly() {
        Subnet odd = Subnet.parse("192.0.2.64/27").orElseThrow();
        assertThat(odd.holds(address("192.0.2.95"))).isTrue();
        assertThat(odd.holds(address("192.0.2.96"))).isFalse();
        assertThat(odd.holds(address("::1"))).isFalse();
        assertThat(Subnet.parse("0.0.0.0/0").orElseThrow().holds(address("192.0.2.96")))
                .isTrue();
    }

    private static InetAddress address(String text) {
        return Proxies.address(text).orElseThrow();
    }

    @Test
    void nothingThatProxiesOrClientsWriteGoesToTheModel() throws IOException {
        String secret = """
                x-forwarded-for: 192.0.2.7
                forwarded: for=192.0.2.7
                x-real-ip: 192.0.2.7
                x-forwarded-proto: https
                x-forwarded-host: 192.0.2.7
                via: 1.1 192.0.2.7
                x-client-cert: 192.0.2.7
                cookie: a=192.0.2.7
                proxy-authorization: Basic 192.0.2.7
                connection: x-a
                x-a: 192.0.2.7
                referer: http://192.0.2.7/
                user-agent: 192.0.2.7
                """.replace("\n", "\r\n");
        try (Town town = town(true, "127.0.0.1");
                Caller caller = town.caller()) {
            caller.send("PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n"
                    + Caller.question(false, "你好").replaceFirst("\r\n", "\r\n" + secret));
            assertThat(caller.read().status()).isEqualTo(200);
        }
        assertThat(model.heads).hasSize(1);
        assertThat(model.heads.getFirst()).doesNotContain("192.0.2.7").doesNotContainIgnoringCase("forwarded");
    }
}
