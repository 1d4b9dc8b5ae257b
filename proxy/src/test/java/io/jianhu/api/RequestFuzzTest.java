package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Part;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import io.jianhu.wire.Asking;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Question;
import io.jianhu.wire.Server;
import io.jianhu.wire.Voice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a request in every dialect: they are refused calmly, or a question whose every word can be replaced, which
 * is written as JSON, and which the gateway can answer by itself.
 */
class RequestFuzzTest {

    private static final JsonText JSON = new JsonText(1 << 22, false);

    static Stream<byte[]> requests() throws IOException {
        return Golden.all().stream().map(Golden::request);
    }

    @MethodSource("requests")
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) throws BadQuestion, MalformedJson {
        for (String path : new TreeSet<>(Route.API.dialects().keySet())) {
            Question question;
            try {
                question = Route.read(path, bytes);
            } catch (BadQuestion refused) {
                assertThat(refused.problem()).hasSizeBetween(1, 400);
                continue;
            }
            isWrittenAsItWasRead(path, question);
            hasNoWordThatCannotBeReplaced(path, question);
            isAskedOrUntranslatable(question);
            isAnsweredByTheGateway(question);
        }
    }

    private static void isWrittenAsItWasRead(String path, Question question) throws BadQuestion, MalformedJson {
        Json.Members document = question.document(Route.unmasked(question.raw()), "");
        byte[] written = JSON.write(document);
        assertThat(JSON.read(written)).isEqualTo(document);
        assertThat(Route.read(path, written).raw().messages())
                .isEqualTo(question.raw().messages());
    }

    private static void hasNoWordThatCannotBeReplaced(String path, Question question) throws BadQuestion {
        Raw raw = question.raw();
        List<Message> hidden = new ArrayList<>();
        for (Message message : raw.messages()) {
            int before = hidden.size();
            hidden.add(new Message(
                    message.role(),
                    IntStream.range(0, message.texts().size())
                            .mapToObj(text -> "隐" + before + "_" + text)
                            .toList()));
        }
        Exchange exchange = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), hidden, raw.askedAt());
        byte[] written = JSON.write(question.document(exchange, ""));
        assertThat(Route.read(path, written).raw().messages()).isEqualTo(hidden);
    }

    private static void isAskedOrUntranslatable(Question question) throws MalformedJson {
        for (Server server : Route.API.servers().values()) {
            try {
                Asking asking = server.ask(question, Route.unmasked(question.raw()), "some-model");
                assertThat(JSON.read(asking.body())).isInstanceOf(Json.Members.class);
            } catch (BadQuestion refused) {
                assertThat(refused.code()).isEqualTo("untranslatable");
            }
        }
    }

    private static void isAnsweredByTheGateway(Question question) {
        Voice voice = question.voice();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.First(Golden.stamp().aigc()));
        parts.add(new Part.Said("请到窗口办理。", Part.Finish.STOP));
        parts.add(new Part.Last(Optional.of(Golden.stamp())));
        parts.forEach(part -> bytes.writeBytes(voice.write(part)));
        ClientBytes.check(voice.contentType(), bytes.toByteArray());
    }
}
