package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A model that is spoken to in HTTP/2, by prior knowledge. */
@SuppressWarnings("FutureReturnValueIgnored") // What is written is counted by a listener.
final class UpstreamFramesTest {

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"(.*?)\"");

    static Town.Plan plan() {
        return plan("2");
    }

    /** A robot's model is spoken to in such a version, and nobody is in a hurry. */
    static Town.Plan plan(String http) {
        return Town.plan()
                .limits(Limits.DEFAULT)
                .timeouts("{connect: 10s, firstByte: 10s, idle: 10s, total: 20s}")
                .robots(robot -> robot.replace("upstream:\n", "upstream:\n  http: " + http + "\n"));
    }

    /** What a citizen reads of a stream that has ended. */
    private static String words(Caller caller) throws IOException {
        String body = caller.read().body();
        assertThat(body).endsWith(Model.DONE);
        return CONTENT.matcher(body).results().map(found -> found.group(1)).collect(Collectors.joining());
    }

    private static List<Caller> ask(Town town, int times) throws IOException {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            callers.add(town.caller().ask(true, "你好"));
        }
        return callers;
    }

    @Test
    void wholeAndStreamedAnswersComeOverOneConnection() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.document("好的"));
                Town town = new Town(plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            model.then(asked -> asked.stream("天气").finish("很好"));
            assertThat(words(caller.ask(true, "你好"))).endsWith("天气很好");
            assertThat(model.connections).hasValue(1);
            assertThat(model.asked).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.head().method()).hasToString("POST");
                assertThat(asked.head().scheme()).hasToString("http");
                assertThat(asked.head().path()).hasToString("/v1/chat/completions");
                assertThat(asked.head().authority()).hasToString("127.0.0.1:" + model.port());
                assertThat(asked.head().get("accept-encoding")).hasToString("identity");
                assertThat(asked.head().get("connection")).isNull();
            });
            assertThat(town.calls).containsExactly("200", "200");
            assertThat(model.resets).isEmpty();
        }
    }

    @Test
    void fiftyAnswersStreamOverOneConnection() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.stream("第一"));
                Town town = new Town(plan(), model.url())) {
            List<Caller> callers = ask(town, 50);
            Until.so("all are asked", () -> model.asked.size() == 50);
            model.asked.forEach(asked -> asked.finish("第" + asked.id() + "号"));
            List<String> answers = new ArrayList<>();
            for (Caller caller : callers) {
                answers.add(words(caller));
                caller.close();
            }
            for (FrameModel.Asked asked : model.asked) {
                assertThat(answers)
                        .filteredOn(answer -> answer.contains("第" + asked.id() + "号"))
                        .hasSize(1);
            }
            assertThat(model.connections).hasValue(1);
            assertThat(town.calls).hasSize(50).containsOnly("200");
        }
    }

    @Test
    void aClientThatLeavesEndsItsStreamAndNoOther() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.stream("第一"));
                Town town = new Town(plan(), model.url());
                Caller stays = town.caller().ask(true, "你好")) {
            Until.so("one is asked", () -> model.asked.size() == 1);
            Caller leaves = town.caller().ask(true, "你好");
            Until.so("two are asked", () -> model.asked.size() == 2);
            leaves.close();
            String ended = model.asked.get(1).id() + " CANCEL";
            Until.so("its stream is ended", () -> model.resets.contains(ended));
            model.asked.getFirst().finish("还在");
            assertThat(words(stays)).endsWith("第一还在");
            model.then(asked -> asked.document("好的"));
            assertThat(stays.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.connections).hasValue(1);
            assertThat(model.resets).hasSize(1);
        }
    }

    @Test
    void aModelThatLeavesFinishesWhatItHasBegun() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.stream("第一").leave(asked.id()));
                Town town = new Town(plan(), model.url());
                Caller first = town.caller().ask(true, "你好");
                Caller second = town.caller()) {
            Until.so("one is asked", () -> model.asked.size() == 1);
            model.then(asked -> asked.document("好的"));
            assertThat(second.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.connections).hasValue(2);
            assertThat(model.gone).hasValue(0);
            model.asked.getFirst().finish("还在");
            assertThat(words(first)).endsWith("第一还在");
            Until.so("its connection is closed", () -> model.gone.get() == 1);
            assertThat(second.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.connections).hasValue(2);
            assertThat(town.figures.retried).isEmpty();
        }
    }

    @Test
    void whatALeavingModelHasNotSeenIsAskedAgain() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.document("好的"));
                Town town = new Town(plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            int served = model.asked.getFirst().id();
            AtomicInteger times = new AtomicInteger();
            model.then(asked -> {
                if (times.incrementAndGet() == 1) {
                    asked.leave(served);
                } else {
                    asked.document("又好");
                }
            });
            assertThat(caller.ask(false, "你好").read().body()).contains("又好");
            assertThat(model.asked).hasSize(3);
            assertThat(model.connections).hasValue(2);
            assertThat(town.calls).containsExactly("200", "200");
            // That the connection was about to end says nothing about the model.
            assertThat(town.figures.retried).isEmpty();
        }
    }

    @Test
    void aLeavingModelTellsWhichOfTheQuestionsUnderWayItHasSeen() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.stream("第一"));
                Town town = new Town(plan(), model.url());
                Caller first = town.caller().ask(true, "你好");
                Caller second = town.caller()) {
            Until.so("one is asked", () -> model.asked.size() == 1);
            int seen = model.asked.getFirst().id();
            model.then(asked -> {
                model.then(next -> next.document("好的"));
                asked.leave(seen);
            });
            assertThat(second.ask(false, "你好").read().body()).contains("好的");
            model.asked.getFirst().finish("还在");
            assertThat(words(first)).endsWith("第一还在");
            assertThat(model.asked).hasSize(3);
            assertThat(town.calls).containsExactly("200", "200");
        }
    }

    @Test
    void aConnectionThatDiedAtRestIsReplaced() throws Exception {
        try (FrameModel model = FrameModel.start(asked -> asked.document("好的"));
                Town town = new Town(plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            AtomicInteger times = new AtomicInteger();
            model.then(asked -> {
                if (times.incrementAndGet() == 1) {
                    asked.die();
                } else {
                    asked.document("又好");
                }
            });
            assertThat(caller.ask(false, "你好").read().body()).contains("又好");
            // Where it dies again, or on a new connection, the model may have begun.
            model.then(FrameModel.Asked::die);
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(model.asked).hasSize(5);
            assertThat(model.connections).hasValue(3);
            assertThat(town.calls).containsExactly("200", "200", "refused");
            assertThat(town.figures.retried).isEmpty();
        }
    }

    @Test
    void aRefusedQuestionIsAskedAgain() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (FrameModel model = FrameModel.start(asked -> {
                    if (times.incrementAndGet() == 1) {
                        asked.reset(Http2Error.REFUSED_STREAM);
                    } else {
                        asked.document("好的");
                    }
                });
                Town town = new Town(plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(town.figures.retried).containsExactly("refused-stream");
            assertThat(model.connections).hasValue(1);
            model.then(asked -> asked.reset(Http2Error.REFUSED_STREAM));
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("200", "refused-stream");
            model.then(asked -> asked.reset(Http2Error.INTERNAL_ERROR));
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.figures.retried).hasSize(2);
            assertThat(town.calls.getLast()).isEqualTo("refused");
        }
    }

    @Test
    void aModelThatTakesFewStreamsGetsMoreConnections() throws Exception {
        List<FrameModel.Asked> held = new CopyOnWriteArrayList<>();
        try (FrameModel model = new FrameModel(
                        Optional.empty(), Http2Settings.defaultSettings().maxConcurrentStreams(2), asked -> {
                            held.add(asked);
                            asked.stream("第一");
                        });
                Town town = new Town(plan(), model.url())) {
            List<Caller> callers = ask(town, 6);
            Until.so("all are asked", () -> held.size() == 6);
            assertThat(model.connections).hasValue(3);
            held.forEach(asked -> asked.finish("完"));
            for (Caller caller : callers) {
                assertThat(caller.read().body()).contains("完");
            }
            // They are used again.
            held.clear();
            for (Caller caller : callers) {
                caller.ask(true, "你好");
            }
            Until.so("all are asked again", () -> held.size() == 6);
            assertThat(model.connections).hasValue(3);
            for (Caller caller : callers) {
                caller.close();
            }
        }
    }

    @Test
    void aClientThatDoesNotReadStopsItsOwnStreamOnly() throws Exception {
        String words = Model.delta("好".repeat(5000) + "。");
        try (FrameModel model = FrameModel.start(asked -> asked.stream("第一"));
                Town town = new Town(plan(), model.url());
                Caller slow = town.caller().ask(true, "你好");
                Caller quick = town.caller()) {
            Until.so("one is asked", () -> model.asked.size() == 1);
            FrameModel.Asked first = model.asked.getFirst();
            AtomicInteger sent = new AtomicInteger();
            for (int i = 0; i < 900; i++) {
                first.stream()
                        .writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8)))
                        .addListener(done -> {
                            if (done.isSuccess()) {
                                sent.incrementAndGet();
                            }
                        });
            }
            Until.so("some of it has gone", () -> sent.get() > 4);
            model.then(asked -> asked.document("好的"));
            for (int i = 0; i < 20; i++) {
                assertThat(quick.ask(false, "你好").read().body()).contains("好的");
            }
            assertThat(sent.get()).isLessThan(900);
            assertThat(slow.head().status()).isEqualTo(200);
            assertThat(model.connections).hasValue(1);
        }
    }
}
