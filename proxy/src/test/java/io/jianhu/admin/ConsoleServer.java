package io.jianhu.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jianhu.net.Feed;
import io.jianhu.net.Page;
import io.jianhu.net.Site;
import io.jianhu.net.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a site over the JDK's own web server, on a free loopback port. */
final class ConsoleServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ConsoleServer(Site site) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(site, exchange));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(Site site, HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = site.serve(visit(exchange));
            page.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            switch (page) {
                case Page.Whole whole -> {
                    boolean empty = whole.body().length == 0 || whole.status() == 304;
                    exchange.sendResponseHeaders(whole.status(), empty ? -1 : whole.body().length);
                    if (!empty) {
                        exchange.getResponseBody().write(whole.body());
                    }
                }
                case Page.Live live -> {
                    exchange.getResponseHeaders().set("content-type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    live.feed().run(new Wire(exchange.getResponseBody()));
                }
            }
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private static Visit visit(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("; ", values)));
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : (raw == null ? "" : raw).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return new Visit(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                exchange.getRequestBody().readAllBytes(),
                "127.0.0.1",
                true);
    }

    /** Writes the events of a feed as the browser reads them. */
    private record Wire(OutputStream out) implements Feed.Sink {

        @Override
        public void send(String id, String event, String data) throws InterruptedException {
            write("id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n");
        }

        @Override
        public void comment(String text) throws InterruptedException {
            write(": " + text + "\n\n");
        }

        private void write(String text) throws InterruptedException {
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException gone) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
