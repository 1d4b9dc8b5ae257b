package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees of a model that breaks: one calm end, and nothing that the model said in its fault. */
final class FaultTest {

    private static final String SECRET = "supplier's secret";
    private static final String SHORT = "{connect: 300ms, firstByte: 300ms, idle: 300ms, total: 5s}";

    /** A fault, what it is called, and the status when nothing has reached the client. */
    record Fault(String name, String reason, int status, boolean stream, Model.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> early() {
        String head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
        return List.of(
                new Fault("silent", "first-byte-timeout", 504, false, Model.waits("")),
                new Fault("silent stream", "first-byte-timeout", 504, true, Model.waits("")),
                new Fault("head only", "first-byte-timeout", 504, true, Model.waits(Model.streamHead())),
                new Fault("closes", "refused", 502, false, Model.dies("")),
                new Fault("garbage", "malformed", 502, false, Model.dies(SECRET + "\r\n\r\n" + SECRET)),
                new Fault("no json", "garbage", 502, false, Model.says(head + "content-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "no events",
                        "garbage",
                        502,
                        true,
                        Model.says(Model.streamHead() + Model.chunk("data: " + SECRET + "\n\n") + Model.END)),
                new Fault(
                        "500",
                        "status",
                        502,
                        false,
                        Model.says("HTTP/1.1 500 " + SECRET + "\r\ncontent-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "429",
                        "status",
                        502,
                        true,
                        Model.says("HTTP/1.1 429 No\r\nretry-after: 9\r\ncontent-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "401",
                        "status",
                        502,
                        false,
                        Model.says("HTTP/1.1 401 No\r\nwww-authenticate: x\r\ncontent-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "302",
                        "status",
                        502,
                        false,
                        Model.says("HTTP/1.1 302 No\r\nlocation: /v1/x\r\ncontent-length: 0\r\n\r\n")),
                new Fault(
                        "no gzip",
                        "malformed",
                        502,
                        false,
                        Model.says(head + "content-encoding: gzip\r\ncontent-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "br",
                        "encoding",
                        502,
                        false,
                        Model.says(head + "content-encoding: br\r\ncontent-length: 17\r\n\r\n" + SECRET)),
                new Fault(
                        "length and chunks",
                        "malformed",
                        502,
                        false,
                        Model.says(head + "content-length: 17\r\ntransfer-encoding: chunked\r\n\r\n"
                                + Model.chunk(SECRET) + Model.END)),
                new Fault(
                        "many interim heads",
                        "malformed",
                        502,
                        false,
                        Model.says("HTTP/1.1 103 Early\r\nlink: x\r\n\r\n".repeat(100) + Model.document("好"))),
                new Fault(
                        "another protocol",
                        "malformed",
                        502,
                        false,
                        Model.says("HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n" + SECRET)),
                new Fault(
                        "two lengths",
                        "malformed",
                        502,
                        false,
                        Model.says(head + "content-length: 17\r\ncontent-length: 18\r\n\r\n" + SECRET)),
                new Fault("cut head", "malformed", 502, false, Model.dies(head)),
                new Fault("cut after head", "cut", 502, false, Model.dies(head + "content-length: 17\r\n\r\n")),
                new Fault(
                        "cut document",
                        "cut",
                        502,
                        false,
                        Model.dies(Model.document("好").substring(0, 150))),
                new Fault("cut stream", "cut", 502, true, Model.dies(Model.streamHead())),
                new Fault(
                        "large head",
                        "malformed",
                        502,
                        false,
                        Model.says(head + "x: " + "x".repeat(20_000) + "\r\n\r\n")),
                new Fault(
                        "large answer",
                        "too-large",
                        502,
                        false,
                        Model.says(head + "content-length: 20000000\r\n\r\n" + " ".repeat(20_000_000))));
    }

    @ParameterizedTest
    @MethodSource("early")
    void aFaultBeforeTheFirstWordIsAnError(Fault fault) throws Exception {
        try (Model model = Model.start(fault.script());
                Town town = new Town(Town.plan().timeouts(SHORT), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(fault.stream(), "你好").read();
            assertThat(response.status()).isEqualTo(fault.status());
            assertThat(response.body()).startsWith("{\"error\":{").doesNotContain("secret");
            assertThat(response.headers().toString()).doesNotContain("secret");
            Until.so("last event", () -> town.ends().equals(List.of("upstream-" + fault.reason())));
            model.then(Model.says(Model.document("好的")));
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.asked.get()).isEqualTo(2);
        }
    }

    static List<Fault> late() {
        String begun = Model.streamHead() + Model.chunk(Model.delta("先说一句。"));
        return List.of(
                new Fault("stalls", "idle-timeout", 0, true, Model.waits(begun)),
                new Fault("cut", "cut", 0, true, Model.dies(begun)),
                new Fault("cut in an event", "cut", 0, true, Model.dies(begun + "40\r\ndata: {\"id\":\"c1\",\"cho")),
                new Fault("bad event", "garbage", 0, true, Model.says(begun + Model.chunk("data: " + SECRET + "\n\n"))),
                new Fault("bad chunk", "malformed", 0, true, Model.says(begun + "zz\r\n" + SECRET)),
                new Fault(
                        "error event",
                        "",
                        0,
                        true,
                        Model.says(begun + Model.chunk("data: {\"error\":{\"message\":\"" + SECRET + "\"}}\n\n"))));
    }

    @ParameterizedTest
    @MethodSource("late")
    void aFaultInMidStreamEndsTheStreamInGoodOrder(Fault fault) throws Exception {
        try (Model model = Model.start(fault.script());
                Town town = new Town(Town.plan().timeouts(SHORT), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(true, "你好").read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("先说一句。").doesNotContain("secret");
            RelayTest.assertOneEnd(response.body(), "content_filter");
            Until.so("last event", () -> town.ends().size() == 1);
            assertThat(town.ends().getFirst()).startsWith("upstream-" + fault.reason());
            model.then(Model.says(Model.stream("好的")));
            RelayTest.assertOneEnd(caller.ask(true, "你好").read().body(), "stop");
        }
    }

    static List<Fault> forgiven() {
        String close = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        String all = Model.delta("好的。") + Model.last() + Model.DONE;
        return List.of(
                new Fault("delimited by its end", "", 0, true, Model.dies(close + all)),
                new Fault(
                        "more after the end",
                        "",
                        0,
                        true,
                        Model.says(Model.streamHead()
                                + Model.chunk(all + "data: " + SECRET + "\n\n")
                                + Model.chunk(SECRET)
                                + Model.END)),
                new Fault("no last chunk", "", 0, true, Model.waits(Model.streamHead() + Model.chunk(all))),
                new Fault("died after the end", "", 0, true, Model.dies(Model.streamHead() + Model.chunk(all))),
                new Fault("one byte at a time", "", 0, true, (model, socket, out) -> {
                    for (byte next : Model.stream("好的。").getBytes(StandardCharsets.UTF_8)) {
                        out.write(next);
                    }
                    return true;
                }));
    }

    @ParameterizedTest
    @MethodSource("forgiven")
    void aWholeAnswerIsGivenWhateverFollows(Fault fault) throws Exception {
        try (Model model = Model.start(fault.script());
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(true, "你好").read();
            assertThat(response.body()).contains("好的。").doesNotContain("secret");
            RelayTest.assertOneEnd(response.body(), "stop");
            model.then(Model.says(Model.document("再好")));
            assertThat(caller.ask(false, "你好").read().body()).contains("再好");
            Until.so("last events", () -> town.ends().equals(List.of("answered", "answered")));
        }
    }
}
