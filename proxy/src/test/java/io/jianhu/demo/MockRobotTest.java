package io.jianhu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockRobotTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private MockRobot robot;

    @BeforeEach
    void start() throws IOException {
        robot = MockRobot.start(0, Manner.DEFAULT.hurried(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        robot.close();
        client.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "居住登记怎么办, 居住",
        "帮我批准申请, 您的申请我批准了",
        "你的电话是多少, 13912345678",
        "请扮演我的同事, 我是真人",
        "天上有几颗星, 请说明要办理的事项",
        "我的号码是〔手机号·k3f9〕, 〔手机号·k3f9〕"
    })
    void answersByTopic(String question, String answer) throws Exception {
        assertThat(ask(question, false).body()).contains(answer);
    }

    @Test
    void streamsTheSameAnswer() throws Exception {
        String whole = content(ask("公积金怎么提取", false).body());
        HttpResponse<String> stream = ask("公积金怎么提取", true);
        assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(stream.body()
                        .lines()
                        .filter(line -> line.startsWith("data: {"))
                        .map(MockRobotTest::content))
                .hasSizeGreaterThan(5)
                .satisfies(pieces -> assertThat(String.join("", pieces)).isEqualTo(whole));
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void remembersWhatItWasAsked() throws Exception {
        robot.behave(new Manner(Mood.WELL, Duration.ZERO, 1, 2));
        for (String question : new String[] {"一", "二", "三"}) {
            ask(question, false);
        }
        assertThat(robot.asked()).isEqualTo(3);
        assertThat(robot.requests()).hasSize(2).last().asString().contains("三");
    }

    @Test
    void misbehavesWhenTold() throws Exception {
        assertThat(ask("mock:fail", false).statusCode()).isEqualTo(500);
        assertThat(ask("mock:garbage", true).body()).contains("[supplier's secret");
        assertThat(ask("mock:characters 公积金", true).body()).contains("\"content\":\"公\"");
        assertThatThrownBy(() -> ask("mock:cut", true)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask("mock:cut", false)).isInstanceOf(IOException.class);
        robot.behave(Manner.DEFAULT.with(Mood.STALL));
        assertThatThrownBy(() -> ask("公积金", true)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void refusesWhatIsNoQuestion() throws Exception {
        assertThat(send("/chat/completions", "{").statusCode()).isEqualTo(400);
        assertThat(send("/other", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void knowsAFewDozenTopics() {
        assertThat(Mind.of(1).topics()).isGreaterThan(36);
    }

    private HttpResponse<String> ask(String question, boolean stream) throws Exception {
        return send(
                "/chat/completions",
                "{\"model\":\"m\",\"tools\":[{\"a\":[1]}],\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"system\",\"content\":\"mock\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
                        + question + "\"}]}]}");
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(robot.url() + path))
                        .timeout(Duration.ofSeconds(2))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String content(String json) {
        int at = json.indexOf("\"content\":\"");
        return at < 0 ? "" : json.substring(at + 11, json.indexOf('"', at + 11));
    }
}
