package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants to leave leaves at once, and is told anew what speaks when coming back. */
final class ExitJourneyTest {

    private static final String NOTICE = "【人工智能生成内容】";
    private static final String FAREWELL = "这次服务到此结束";

    private ScriptedModel model;
    private House house;

    @BeforeEach
    void open(@TempDir Path state) throws Exception {
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterEach
    void close() throws Exception {
        assertThat(house.metric("jianhu_answers_without_notice_total")).isZero();
        house.close();
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"退出", "再见！", "拜拜～", "我想退出。", "結束對話", "Good-bye!", "ＱＵＩＴ", " e x i t "})
    void anExitWordEndsTheConversationAtOnce(String words) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            Citizen citizen = house.citizen().streaming(stream);
            citizen.says("居住证怎么办");
            model.forget();
            Answer answer = citizen.says(words);

            assertThat(answer.content()).startsWith("好的，" + FAREWELL).doesNotContain(NOTICE);
            assertThat(answer.decision()).isEqualTo("answer");
            assertThat(answer.rules()).containsExactly("exit.word");
            assertThat(answer.finish()).isEqualTo("stop");
            assertThat(answer.ends()).isEqualTo(stream ? 1 : 0);
            assertThat(answer.label().isObject()).isTrue();
            assertThat(model.received()).isEmpty();
        }
        assertThat(house.metric("jianhu_decisions_total{decision=\"answer\"")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"怎么退出医保", "退出医保要带什么", "stop smoking", "再见还要多久", "结束日期写错了怎么改"})
    void wordsThatAreAQuestionAreNotTaken(String words) throws Exception {
        assertThat(house.citizen().says(words).content()).endsWith("好的。");
        assertThat(model.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with history", "without history", "without the farewell", "without a name"})
    void whoComesBackIsToldAnew(String client) throws Exception {
        Citizen citizen = house.citizen();
        if (!client.equals("without a name")) {
            citizen.named("c-1");
        }
        citizen.says("居住证怎么办");
        assertThat(citizen.says("要带什么").content()).isEqualTo("好的。");
        Citizen before = citizen.copy();
        citizen.says("再见");
        Citizen back = switch (client) {
            case "without history" -> citizen.forgetting();
            case "without the farewell" -> before;
            default -> citizen;
        };
        assertThat(back.says("几点开门").content()).startsWith(NOTICE).endsWith("好的。");
        assertThat(back.says("几点关门").content()).isEqualTo("好的。");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGuardianKeepsNobodyAndTheTicketStaysOpen(boolean named) throws Exception {
        Citizen citizen = named ? house.citizen().named("c-1") : house.citizen();
        String code = citizen.says("转人工").ticket();
        Answer left = citizen.says("再见");
        assertThat(left.content()).contains(FAREWELL).doesNotContain("已取消");
        assertThat(left.decision()).isEqualTo("answer");
        assertThat(left.ticket()).isEqualTo(code);

        House.Operator guardian = house.operator("first", "g-001");
        JsonNode ticket = guardian.queued();
        assertThat(guardian.get("/api/tickets/" + ticket.path("name").asText()).text())
                .as("the guardian reads the farewell")
                .contains("再见");
        guardian.answers("您好，请明天来窗口。");
        assertThat(citizen.says("再见").content())
                .as("an answer does not keep anybody either")
                .contains(FAREWELL);
        assertThat(citizen.says("我回来了").content()).as("and waits").contains("请明天来窗口");
        assertThat(model.received()).isEmpty();
    }

    @Test
    void aFirstMessageThatIsAFarewellIsAFirstAnswer() throws Exception {
        assertThat(house.citizen().says("再见").content()).startsWith(NOTICE).contains(FAREWELL);
    }
}
