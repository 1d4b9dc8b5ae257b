package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Pages beside the exchanges. */
final class PagesTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    private Page serve(Visit visit) throws InterruptedException {
        return switch (visit.path()) {
            case "/none" -> new Page.Whole(204, Map.of(), new byte[0]);
            case "/same" -> new Page.Whole(304, Map.of("etag", "x"), "body".getBytes(StandardCharsets.UTF_8));
            case "/bug" -> throw new IllegalStateException("a secret of the house");
            case "/error" -> throw new StackOverflowError("a secret of the house");
            case "/header" -> Page.json(200, "{}").with("x-bad", "a\r\nb: c");
            case "/two" ->
                new Page.Live(Map.of(), sink -> {
                    sink.send("1", "one", "a\nb");
                    sink.comment("still here");
                    sink.send("", "", "");
                });
            case "/live" ->
                new Page.Live(Map.of(), sink -> {
                    sink.send("1", "one", "a");
                    try {
                        never.await();
                    } finally {
                        ended.countDown();
                    }
                });
            case "/slow" -> {
                try {
                    never.await();
                } finally {
                    ended.countDown();
                }
                yield Page.json(200, "{}");
            }
            default -> Page.json(200, "{\"a\":1}");
        };
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n";
    }

    @Test
    void keepsTheConnectionThroughAllKindsOfPages() throws Exception {
        try (Town town = new Town(Town.plan().site(this::serve), NOWHERE);
                Caller caller = town.caller()) {
            caller.send("HEAD /a HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(caller.read(true).header("content-length")).isEqualTo("7");
            Caller.Response none = caller.send(get("/none")).read();
            assertThat(none.status()).isEqualTo(204);
            assertThat(none.headers()).doesNotContainKey("content-length");
            assertThat(caller.send(get("/same")).read().status()).isEqualTo(304);
            caller.send("HEAD /two HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(caller.read(true).status()).isEqualTo(200);
            for (String broken : new String[] {"/bug", "/error"}) {
                Caller.Response response = caller.send(get(broken)).read();
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.body()).doesNotContain("secret");
            }
            assertThat(caller.send(get("/two")).read().body())
                    .isEqualTo("id: 1\nevent: one\ndata: a\ndata: b\n\n: still here\n\ndata: \n\n");
            assertThat(caller.send(get("/a")).read().body()).isEqualTo("{\"a\":1}");
            assertThat(caller.send(get("/header")).closed()).isTrue();
        }
    }

    @Test
    void aFeedEndsWhenItsVisitorLeaves() throws Exception {
        try (Town town = new Town(Town.plan().site(this::serve), NOWHERE)) {
            try (Caller caller = town.caller()) {
                caller.send(get("/live")).head();
                caller.chunk();
            }
            ended.await();
        }
    }

    @Test
    void aPageEndsWhenItsVisitorLeaves() throws Exception {
        try (Town town = new Town(Town.plan().site(this::serve), NOWHERE)) {
            try (Caller caller = town.caller()) {
                caller.send(get("/slow"));
                Until.so("connected", () -> town.listener.connections() == 1);
            }
            ended.await();
        }
    }

    @Test
    void everyAnswerIsTheLastOfItsConnectionOnceClosingIsAnnounced() throws Exception {
        try (Town town = new Town(Town.plan().site(this::serve), NOWHERE);
                Caller caller = town.caller()) {
            assertThat(caller.send(get("/a")).read().header("connection")).isEmpty();
            town.listener.announceClosing();
            assertThat(caller.send(get("/a")).read().header("connection")).isEqualTo("close");
            assertThat(caller.closed()).isTrue();
        }
    }
}
