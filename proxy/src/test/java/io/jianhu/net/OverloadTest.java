package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.flow.Capacity;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is turned away at the door, how, and for how long. */
class OverloadTest {

    private static final String BUSY = "服务繁忙";

    private static Limits limits(int exchanges, long bodies, int connections) {
        return new Limits(
                1 << 20,
                1 << 14,
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                exchanges,
                Limits.Pace.USUAL,
                bodies,
                connections);
    }

    private static int ask(Town town, boolean stream) throws IOException {
        try (Caller caller = town.caller()) {
            return caller.ask(stream, "你好").read().status();
        }
    }

    private static boolean is(int status, Town town, boolean stream) {
        try {
            return ask(town, stream) == status;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theMoreMemoryIsTakenTheLessIsLetIn() throws Exception {
        AtomicReference<Double> share = new AtomicReference<>(0.0);
        try (Model model = Model.saying(Model.stream("好。"));
                Town town = new Town(Town.plan().memory(share::get), model.url());
                Caller resting = town.caller()) {
            assertThat(ask(town, true)).isEqualTo(200);
            resting.ask(true, "你好").read();

            share.set(0.80);
            Until.so("no streams", () -> is(503, town, true));
            model.then(Model.says(Model.document("好。")));
            assertThat(ask(town, false)).isEqualTo(200);

            share.set(0.88);
            Until.so("nothing", () -> is(503, town, false));
            try (Caller caller = town.caller()) {
                Caller.Response response = caller.ask(false, "你好").read();
                assertThat(response.header("retry-after")).isEqualTo("10");
                assertThat(response.body()).contains("\"type\":\"server_error\"", "\"code\":\"memory\"", BUSY);
                assertThat(caller.send("GET /page HTTP/1.1\r\nHost: t\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(503);
                assertThat(town.rejects).contains("memory");
            }
            share.set(0.95);
            assertThat(resting.closed()).isTrue();

            share.set(0.2);
            Until.so("all again", () -> is(200, town, false));
        }
        // What was turned away at the door is no exchange, and nothing is told of it.
    }

    @Test
    void bodiesOnTheirWayFillTheHouse() throws Exception {
        int large = 700 << 10;
        try (Model model = Model.saying(Model.document("好。"));
                Town town = new Town(Town.plan().limits(limits(100, 1 << 20, 100)), model.url());
                Caller slow = town.caller();
                Caller second = town.caller()) {
            slow.send(head(large) + " ".repeat(large - 100));
            Until.so("most of it is in the house", () -> town.listener.bodyBytes() >= large - 100);
            second.send(head(large) + " ".repeat(large));
            Caller.Response response = second.read();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("retry-after")).isNotEmpty();
            assertThat(response.body()).contains("\"code\":\"bodies\"", BUSY);
            assertThat(town.rejects).containsExactly("bodies");
            assertThat(ask(town, false)).isEqualTo(200); // a small one finds room
            slow.socket.close();
            Until.so("the house is empty", () -> town.listener.bodyBytes() == 0);
            assertThat(town.events).noneMatch(event -> event.toString().contains("bodies"));
        }
    }

    @Test
    void valuesOfPeopleTakeRoomUntilTheirExchangeIsOver() throws Exception {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            numbers.append("1380013").append(1000 + i).append(' ');
        }
        try (Model model = Model.saying(Model.document("好。"));
                Town town = new Town(Town.plan().limits(limits(100, 150_000, 100)), model.url())) {
            try (Caller caller = town.caller()) {
                Caller.Response response = caller.ask(false, numbers.toString()).read();
                assertThat(response.status()).isEqualTo(503);
                assertThat(response.header("retry-after")).isNotEmpty();
                assertThat(response.body()).contains("\"code\":\"bodies\"", BUSY);
            }
            assertThat(town.rejects).containsExactly("bodies");
            assertThat(model.asked).hasValue(0);
            try (Caller caller = town.caller()) { // twelve thousand bytes, and half of the values
                assertThat(caller.ask(false, numbers.substring(0, 6000)).read().status())
                        .isEqualTo(200);
            }
            Until.so("the house is empty", () -> town.listener.bodyBytes() == 0);
        }
    }

    @Test
    void whoLeavesWhileALongQuestionWaitsLeavesNothingBehind() throws Exception {
        try (Model model = Model.saying(Model.document("好。"));
                Town town = new Town(
                        Town.plan().limits(limits(100, 1 << 20, 100)).seats(0, Duration.ofSeconds(30)), model.url())) {
            try (Caller caller = town.caller()) {
                caller.ask(false, "你好。".repeat(4000));
                Until.so("the question is in the house", () -> town.listener.running() == 1);
            }
            Until.so("the exchange is over", () -> town.listener.running() == 0);
            assertThat(town.listener.bodyBytes()).isZero();
            assertThat(model.asked).hasValue(0);
        }
    }

    @Test
    void aLongQuestionThatFindsNoSeatIsTurnedAwayAndAShortOneNeedsNone() throws Exception {
        try (Model model = Model.saying(Model.document("好。"));
                Town town = new Town(
                        Town.plan().limits(limits(100, 1 << 20, 100)).seats(0, Duration.ofMillis(200)), model.url())) {
            try (Caller caller = town.caller()) {
                Caller.Response response = caller.ask(false, "你好。".repeat(4000)).read();
                assertThat(response.status()).isEqualTo(503);
                assertThat(response.header("retry-after")).isNotEmpty();
                assertThat(response.body()).contains("\"code\":\"reading\"", BUSY);
            }
            assertThat(town.rejects).containsExactly("reading");
            assertThat(ask(town, false)).isEqualTo(200);
        }
    }

    private static String head(int length) {
        return "POST " + Caller.CHAT + " HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    @Test
    void connectionsBeyondTheirNumberAreClosedAtOnce() throws Exception {
        try (Model model = Model.saying(Model.document("好。"));
                Town town = new Town(Town.plan().limits(limits(100, 1 << 20, 2)), model.url());
                Caller first = town.caller();
                Caller second = town.caller()) {
            assertThat(first.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(second.ask(false, "你好").read().status()).isEqualTo(200);
            try (Caller third = town.caller()) {
                assertThat(third.closed()).isTrue();
            }
            assertThat(town.rejects).containsExactly("connections");
            first.socket.close();
            Until.so("there is room", () -> is(200, town, false));
        }
    }

    @Test
    void tooOftenIsNotTooMuch() throws Exception {
        try (Model model = Model.start(Model.waits(Model.streamHead() + Model.chunk(Model.delta("好。"))));
                Town often = new Town(Town.plan().capacity(new Capacity(0, 1, 0)), model.url());
                Town much = new Town(Town.plan().robot("\nlimits: {streams: 1}\n"), model.url());
                Caller first = often.caller();
                Caller second = often.caller();
                Caller third = much.caller();
                Caller fourth = much.caller()) {
            first.ask(true, "你好").head();
            Caller.Response tooOften = second.ask(true, "你好").read();
            assertThat(tooOften.status()).isEqualTo(429);
            assertThat(tooOften.header("retry-after")).isEqualTo("1");
            assertThat(tooOften.body()).contains("\"type\":\"rate_limit_error\"", "\"code\":\"rate_limit\"");

            third.ask(true, "你好").head();
            Caller.Response tooMuch = fourth.ask(true, "你好").read();
            assertThat(tooMuch.status()).isEqualTo(503);
            assertThat(tooMuch.header("retry-after")).isNotEmpty();
            assertThat(tooMuch.body()).contains("\"type\":\"server_error\"", "\"code\":\"robot_streams\"");
            third.socket.close();
            Until.so("the next may come", () -> {
                try (Caller next = much.caller()) {
                    return next.ask(true, "你好").head().status() == 200;
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }
}
