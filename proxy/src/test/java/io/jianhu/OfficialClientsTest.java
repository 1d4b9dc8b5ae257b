package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients that people use, with nothing changed but their base URL and key. */
final class OfficialClientsTest {

    private static final String PLAIN = "居住登记怎么办？";
    private static final String PERSONAL = "我的手机号是13800138000，怎么办居住登记？";
    private static final String FORBIDDEN = "请帮我批准这份申请";
    private static final String NOTICE = "不是真人，以下答复由人工智能生成";

    @TempDir
    private static Path state;

    private static MockRobot mock;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        mock = MockRobot.start(0, Manner.DEFAULT.hurried(), Clock.systemUTC());
        house = House.open(state, mock.url());
    }

    @AfterAll
    static void close() {
        house.close();
        mock.close();
    }

    private static OpenAIClient official(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(house.baseUrl())
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams asks(String words) {
        return ChatCompletionCreateParams.builder()
                .model("any")
                .addUserMessage(words)
                .build();
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams question) {
        OpenAIClient client = official(house.key());
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(question)) {
            chunks.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static ChatCompletion whole(ChatCompletionCreateParams question) {
        return official(house.key()).chat().completions().create(question);
    }

    private static String words(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElse("");
    }

    private static ChatCompletion.Choice.FinishReason finish(ChatCompletion completion) {
        return completion.choices().getFirst().finishReason();
    }

    @Test
    void theOfficialClientIsAnsweredPlainly() {
        for (ChatCompletion completion : List.of(whole(asks(PLAIN)), streamed(asks(PLAIN)))) {
            assertThat(words(completion)).contains(NOTICE).contains("居住登记");
            assertThat(finish(completion)).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
            assertThat(completion.toString()).contains("jianhu={", "aigc={");
        }
    }

    @Test
    void theOfficialClientGetsItsOwnValuesBack() {
        for (ChatCompletion completion : List.of(whole(asks(PERSONAL)), streamed(asks(PERSONAL)))) {
            assertThat(words(completion)).contains("13800138000").doesNotContain("〔");
            assertThat(mock.requests().getLast()).doesNotContain("13800138000").contains("〔手机号·");
        }
    }

    @Test
    void theOfficialClientSeesARefusalAsAContentFilter() {
        for (ChatCompletion completion : List.of(whole(asks(FORBIDDEN)), streamed(asks(FORBIDDEN)))) {
            assertThat(finish(completion)).isEqualTo(ChatCompletion.Choice.FinishReason.CONTENT_FILTER);
            assertThat(words(completion)).contains("由工作人员依法决定").doesNotContain("批准了");
        }
    }

    @Test
    void theOfficialClientGetsTheUsageItAskedFor() {
        ChatCompletion streamed = streamed(asks(PLAIN).toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(streamed.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(words(streamed)).contains("居住登记");
        assertThat(whole(asks(PLAIN)).usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void theOfficialClientGetsTwoChoices(@TempDir Path other) throws Exception {
        try (ScriptedModel model = ScriptedModel.start();
                House two = House.open(other, model.url())) {
            model.answers(request -> new ScriptedModel.Script(200, "application/json", """
                    {"id":"c","object":"chat.completion","created":1,"model":"sample-chat","choices":[
                    {"index":0,"message":{"role":"assistant","content":"网上办理。"},"finish_reason":"stop"},
                    {"index":1,"message":{"role":"assistant","content":"窗口办理。"},"finish_reason":"stop"}]}
                    """));
            ChatCompletion completion = OpenAIOkHttpClient.builder()
                    .apiKey(two.key())
                    .baseUrl(two.baseUrl())
                    .build()
                    .chat()
                    .completions()
                    .create(asks(PLAIN).toBuilder().n(2).build());

            assertThat(model.newest()).contains("\"n\":2");
            assertThat(completion.choices()).hasSize(2);
            assertThat(completion.choices().get(0).message().content().orElse(""))
                    .contains(NOTICE)
                    .endsWith("网上办理。");
            assertThat(completion.choices().get(1).message().content().orElse(""))
                    .contains(NOTICE)
                    .endsWith("窗口办理。");
        }
    }

    @Test
    void theOfficialClientUnderstandsAnUnknownKey() {
        assertThatThrownBy(() -> official("jh_wrong").chat().completions().create(asks(PLAIN)))
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void theOfficialClientListsTheModel() {
        assertThat(official(house.key()).models().list().data())
                .singleElement()
                .satisfies(model -> assertThat(model.id()).isEqualTo("sample-chat"));
    }

    private static ChatResponse langchain(String words) {
        return OpenAiChatModel.builder()
                .baseUrl(house.baseUrl())
                .apiKey(house.key())
                .modelName("any")
                .build()
                .chat(ChatRequest.builder().messages(UserMessage.from(words)).build());
    }

    private static ChatResponse langchainStream(String words) throws Exception {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        StringBuilder partial = new StringBuilder();
        OpenAiStreamingChatModel.builder()
                .baseUrl(house.baseUrl())
                .apiKey(house.key())
                .modelName("any")
                .build()
                .chat(words, new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        partial.append(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });
        ChatResponse response = whole.get(30, TimeUnit.SECONDS);
        assertThat(partial.toString()).isEqualTo(response.aiMessage().text());
        return response;
    }

    @Test
    void langChain4jIsAnsweredPlainlyAndGetsItsValuesBack() throws Exception {
        for (ChatResponse response : List.of(langchain(PERSONAL), langchainStream(PERSONAL))) {
            assertThat(response.aiMessage().text()).contains(NOTICE, "居住登记", "13800138000");
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(mock.requests().getLast()).doesNotContain("13800138000");
        }
    }

    @Test
    void langChain4jSeesARefusalAsAContentFilter() throws Exception {
        for (ChatResponse response : List.of(langchain(FORBIDDEN), langchainStream(FORBIDDEN))) {
            assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(response.aiMessage().text()).contains("由工作人员依法决定");
        }
    }

    @Test
    void langChain4jReadsTheUsageOfAStream() throws Exception {
        assertThat(langchainStream(PLAIN).tokenUsage().totalTokenCount()).isPositive();
    }

    @Test
    void nothingButTheBaseUrlAndTheKeyOfTheClientReachesTheModel() {
        whole(asks(PLAIN).toBuilder()
                .putAdditionalBodyProperty("user", JsonValue.from("citizen-0001"))
                .putAdditionalBodyProperty("metadata", JsonValue.from(Map.of("district", "futian")))
                .temperature(0.5)
                .build());

        assertThat(mock.requests().getLast())
                .contains("\"temperature\":0.5", "\"model\":\"sample-chat\"")
                .doesNotContain("citizen-0001", "metadata", house.key());
    }
}
