package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.chat.Side;
import io.jianhu.upstream.Names;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The town has one event loop: whatever waits on it would stop every other exchange. */
final class LoopTest {

    private static final String HIDDEN = Model.stream("号码是13800138000，", "请记下。");

    private static Function<Event, CompletableFuture<Void>> onAnswers(CompletableFuture<Void> record) {
        return event -> event instanceof Event.Decided decided && decided.side() == Side.ANSWER
                ? record
                : CompletableFuture.completedFuture(null);
    }

    @Test
    void hiddenTextWaitsForItsRecordAloneAndInOrder() throws Exception {
        CompletableFuture<Void> record = new CompletableFuture<>();
        try (Model model = Model.saying(HIDDEN);
                Town town = new Town(Town.plan().witness(onAnswers(record)), model.url());
                Caller waiting = town.caller();
                Caller other = town.caller()) {
            waiting.ask(true, "你好");
            Until.so(
                    "the answer is to be recorded",
                    () -> town.events.stream()
                            .anyMatch(
                                    event -> event instanceof Event.Decided decided && decided.side() == Side.ANSWER));
            model.then(Model.says(Model.document("好")));
            assertThat(other.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(waiting.socket.getInputStream().available()).isZero();
            record.complete(null);
            String body = waiting.read().body();
            assertThat(body).doesNotContain("13800138000").contains("请记下。");
            assertThat(body.indexOf("号码是")).isBetween(0, body.indexOf("请记下"));
            RelayTest.assertOneEnd(body, "stop");
        }
    }

    @Test
    void nothingFollowsATextThatCouldNotBeRecorded() throws Exception {
        CompletableFuture<Void> record = new CompletableFuture<>();
        byte[] rest = (Model.chunk(Model.delta("后面的话。"))
                        + Model.chunk(Model.last())
                        + Model.chunk(Model.DONE)
                        + Model.END)
                .getBytes(StandardCharsets.UTF_8);
        CountDownLatch failed = new CountDownLatch(1);
        Model.Script script = (model, socket, out) -> {
            out.write((Model.streamHead()
                            + Model.chunk(Model.delta("前面的话。"))
                            + Model.chunk(Model.delta("号码是13800138000，好。")))
                    .getBytes(StandardCharsets.UTF_8));
            failed.await();
            out.write(rest);
            return true;
        };
        try (Model model = Model.start(script);
                Town town = new Town(Town.plan().witness(onAnswers(record)), model.url());
                Caller caller = town.caller()) {
            caller.ask(true, "你好").head();
            String first = new String(caller.chunk(), StandardCharsets.UTF_8);
            record.completeExceptionally(new IllegalStateException("no disk"));
            failed.countDown();
            StringBuilder all = new StringBuilder(first);
            for (byte[] chunk = caller.chunk(); chunk.length > 0; chunk = caller.chunk()) {
                all.append(new String(chunk, StandardCharsets.UTF_8));
            }
            assertThat(all.toString()).contains("前面的话").doesNotContain("后面的话", "号码是");
            RelayTest.assertOneEnd(all.toString(), "content_filter");
            Until.so("last event", () -> town.ends().equals(List.of("audit")));
        }
    }

    @Test
    void aWitnessThatBlocksHoldsItsOwnExchangeOnly() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Function<Event, CompletableFuture<Void>> slow = event -> {
            if (event instanceof Event.Asked && stuck.getCount() > 0) {
                stuck.countDown();
                Until.quietly(free);
            }
            return CompletableFuture.completedFuture(null);
        };
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().witness(slow), model.url());
                Caller first = town.caller();
                Caller second = town.caller()) {
            first.ask(false, "你好");
            stuck.await();
            assertThat(second.ask(false, "你好").read().status()).isEqualTo(200);
            free.countDown();
            assertThat(first.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aSilentNameServerHoldsNobodyElseAndNotForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Names.Resolver silent = host -> {
            if (host.equals("model.example")) {
                Until.quietly(never);
            }
            return InetAddress.getAllByName(host);
        };
        try (Town town = new Town(
                        Town.plan().resolver(silent).timeouts("{connect: 700ms, firstByte: 1s, idle: 1s, total: 5s}"),
                        URI.create("http://model.example/v1"));
                Caller page = town.caller()) {
            Caller[] stuck = new Caller[64];
            for (int i = 0; i < stuck.length; i++) {
                stuck[i] = town.caller().ask(false, "你好");
            }
            page.send("GET /page HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(page.read().status()).isEqualTo(200);
            for (Caller caller : stuck) {
                assertThat(caller.read().status()).isEqualTo(504);
                caller.socket.close();
            }
        } finally {
            never.countDown();
        }
    }
}
