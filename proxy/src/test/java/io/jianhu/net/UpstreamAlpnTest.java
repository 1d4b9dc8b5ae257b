package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which protocol is offered to a model behind TLS, and which is spoken. */
final class UpstreamAlpnTest {

    @TempDir
    private Path place;

    private static KeyManagerFactory managers(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TlsTest.PASSWORD);
        return managers;
    }

    private static FrameModel frames(KeyStore keys) throws Exception {
        SslContext tls = SslContextBuilder.forServer(managers(keys)).build();
        return new FrameModel(Optional.of(tls), Http2Settings.defaultSettings(), asked -> asked.document("好的"));
    }

    private static Town town(String http, KeyStore trusted, int port) throws Exception {
        return new Town(
                UpstreamFramesTest.plan(http).trust(TlsTest.trusting(trusted)).resolver(host ->
                        new InetAddress[] {InetAddress.getLoopbackAddress()}),
                URI.create("https://model.example:" + port + "/v1"));
    }

    @Test
    void bothAreOfferedAndTheModelChooses() throws Exception {
        KeyStore keys = TlsTest.certificate(place, "model.example");
        try (FrameModel model = frames(keys);
                Town town = town("auto", keys, model.port())) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                callers.add(town.caller().ask(false, "你好"));
            }
            for (Caller caller : callers) {
                assertThat(caller.read().body()).contains("好的");
                caller.close();
            }
            assertThat(model.offered).containsExactly(List.of("h2", "http/1.1"));
            assertThat(model.connections).hasValue(1);
            assertThat(model.asked.getFirst().head().scheme()).hasToString("https");
        }
    }

    @Test
    void aModelThatChoosesHttp1IsSpokenToInIt() throws Exception {
        KeyStore keys = TlsTest.certificate(place, "model.example");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers(keys).getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        spoken(socket, keys);
    }

    private static void spoken(ServerSocket socket, KeyStore keys) throws Exception {
        try (Model model = new Model(socket, Model.says(Model.document("好的")));
                Town town = town("auto", keys, socket.getLocalPort())) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                callers.add(town.caller().ask(false, "你好"));
            }
            for (Caller caller : callers) {
                assertThat(caller.read().body()).contains("好的");
                caller.close();
            }
            assertThat(town.calls).hasSize(10).containsOnly("200");
            assertThat(model.heads)
                    .hasSize(10)
                    .allSatisfy(
                            head -> assertThat(head).contains(" HTTP/1.1\r\n").doesNotContain("x-http2"));
        }
    }

    @Test
    void http1AloneNeverOffersTheOther() throws Exception {
        KeyStore keys = TlsTest.certificate(place, "model.example");
        try (FrameModel model = frames(keys);
                Town town = town("1", keys, model.port());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(model.offered).isEmpty();
            assertThat(model.asked).isEmpty();
        }
    }

    @Test
    void http2AloneWantsAModelThatAgrees() throws Exception {
        KeyStore keys = TlsTest.certificate(place, "model.example");
        try (FrameModel model = frames(keys);
                Town town = town("2", keys, model.port());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.offered).containsExactly(List.of("h2"));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers(keys).getKeyManagers(), null, null);
        ServerSocket socket =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (Model model = new Model(socket, Model.says(Model.document("好的")));
                Town town = town("2", keys, socket.getLocalPort());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("tls");
            assertThat(model.asked).hasValue(0);
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        KeyStore keys = TlsTest.certificate(place, "other.example");
        for (String http : List.of("auto", "2")) {
            try (FrameModel model = frames(keys);
                    Town town = town(http, keys, model.port());
                    Caller caller = town.caller()) {
                assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
                assertThat(town.calls).containsExactly("tls");
                assertThat(model.asked).isEmpty();
            }
        }
    }
}
