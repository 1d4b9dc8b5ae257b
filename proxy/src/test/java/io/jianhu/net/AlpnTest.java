package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol that client and server have agreed on within TLS, with the JDK's client. */
final class AlpnTest {

    @TempDir
    private Path place;

    private static SslContext server(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TlsTest.PASSWORD);
        return SslContextBuilder.forServer(managers)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    private static HttpClient client(KeyStore keys, HttpClient.Version version) throws Exception {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }

    private static Channel listen(Transport transport, SslContext tls, Protocols protocols) {
        return new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.server())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Agreed(protocols));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static final class Agreed extends ApplicationProtocolNegotiationHandler {

        private final Protocols protocols;

        Agreed(Protocols protocols) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.protocols = protocols;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                protocols.http2(context.channel());
            } else {
                protocols.http1(context.channel());
            }
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(HttpClient client, URI page, int thousands) {
        HttpRequest request = HttpRequest.newBuilder(page)
                .POST(HttpRequest.BodyPublishers.ofString("a".repeat(thousands * 1000)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void speaksWhatWasAgreed(HttpClient.Version version) throws Exception {
        KeyStore keys = TlsTest.certificate(place, "localhost");
        List<String> rejects = new CopyOnWriteArrayList<>();
        Site site = visit -> Page.json(200, "\"" + visit.text() + "\"");
        Protocols protocols = new Protocols(
                Limits.DEFAULT,
                new Door.House(
                        null, new Pages(site, new Proxies(List.of())), rejects::add, new Traffic(100, Long.MAX_VALUE)),
                new DefaultChannelGroup(GlobalEventExecutor.INSTANCE));
        try (Transport transport = Transport.open(1);
                HttpClient client = client(keys, version)) {
            Channel listener = listen(transport, server(keys), protocols);
            int port = ((InetSocketAddress) listener.localAddress()).getPort();
            URI page = URI.create("https://localhost:" + port + "/a");
            assertThat(ask(client, page, 0).join().version()).isEqualTo(version);
            List<CompletableFuture<HttpResponse<String>>> answers =
                    IntStream.range(1, 20).mapToObj(i -> ask(client, page, i)).toList();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().version()).isEqualTo(version);
                assertThat(answer.join().statusCode()).isEqualTo(200);
                assertThat(answer.join().body().length() % 1000).isEqualTo(2);
            }
            assertThat(protocols.trunks().size()).isEqualTo(version == HttpClient.Version.HTTP_2 ? 1 : 0);
            assertThat(rejects).isEmpty();
            listener.close().syncUninterruptibly();
        }
    }
}
