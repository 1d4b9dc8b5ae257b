package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model never sees a citizen's personal data, wherever in a request it stands; the citizen gets it back. */
final class PersonalDataJourneyTest {

    private static final String MOBILE = "13800138000";
    private static final String RESIDENT = "11010519491231002X";
    private static final String CARD = "6222020000000000000";
    private static final String EMAIL = "zhangsan@example.com";
    private static final List<String> VALUES = List.of(MOBILE, RESIDENT, CARD, EMAIL);
    private static final String ALL = String.join("，", VALUES);
    private static final Pattern PLACEHOLDER = Pattern.compile("〔[^〔〕]{1,40}〕");

    @TempDir
    private static Path state;

    private static ScriptedModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterAll
    static void close() {
        house.close();
        model.close();
    }

    @BeforeEach
    void listen() {
        model.forget();
        model.answers(request -> ScriptedModel.says("好的。"));
    }

    private static List<String> placeholders(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!found.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /** The placeholders that the model was given, in their order. */
    private static List<String> given(String request) {
        return placeholders(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'system','content':'@'}",
                "{'role':'developer','content':'@'}",
                "{'role':'user','content':'@'}",
                "{'role':'user','name':'zhangsan@example.com','content':'@'}",
                "{'role':'user','content':[{'type':'text','text':'@'},{'type':'text','text':'@'}]}",
                "{'role':'system','content':[{'type':'text','text':'@'}]}",
                "{'role':'assistant','content':'@'}",
                "{'role':'assistant','content':[{'type':'text','text':'@'}]}",
                "{'role':'assistant','content':null,'refusal':'@'}",
                "{'role':'assistant','content':'','reasoning_content':'@'}",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                        + "'function':{'name':'look_up','arguments':'{\\'who\\':\\'@\\'}'}}]}",
                "{'role':'assistant','content':null,'function_call':{'name':'look_up','arguments':'{\\'who\\':\\'@\\'}'}}",
                "{'role':'tool','tool_call_id':'c1','content':'@'}",
                "{'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'@'}]}",
                "{'role':'function','name':'look_up','content':'@'}",
                "{'role':'user','content':'好','annotations':[{'note':'@'}]}",
            })
    void theModelReceivesNoValueInAnyMessage(String message) throws Exception {
        String body = "{'model':'any','messages':[{'role':'user','content':'你好'}," + message
                + ",{'role':'user','content':'怎么办理？'}]}";

        Answer answer = house.chat(body.replace("@", ALL).replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(model.received()).hasSize(1);
        assertThat(model.newest()).doesNotContain(VALUES).contains("〔手机号·", "〔身份证号·", "〔银行卡号·", "〔邮箱·");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tools':[{'type':'function','function':{'name':'look_up','description':'@'}}]",
                "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object',"
                        + "'properties':{'who':{'type':'string','description':'@','enum':['@']}}}}}]",
                "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object',"
                        + "'properties':{'@':{'type':'string'}}}}}]",
                "'response_format':{'type':'json_schema','json_schema':{'name':'card','schema':{'description':'@'}}}",
                "'stop':['@']",
                "'prediction':{'type':'content','content':'@'}",
                "'unknown_to_us':{'deep':[{'er':'@'}]}",
                "'@':true",
                "'web_search_options':{'user_location':{'approximate':{'city':'@'}}}",
            })
    void theModelReceivesNoValueInAnyOtherString(String member) throws Exception {
        String body = "{'model':'any'," + member + ",'messages':[{'role':'user','content':'怎么办理？'}]}";

        Answer answer = house.chat(body.replace("@", ALL).replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(model.newest()).doesNotContain(VALUES).contains("〔手机号·", "〔身份证号·", "〔银行卡号·", "〔邮箱·");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'@'",
                "'metadata':{'note':'@'}",
                "'metadata':{'conversation_id':'@'}",
                "'safety_identifier':'@'",
                "'prompt_cache_key':'@'",
            })
    void theModelReceivesNothingThatOnlyTellsCitizensApart(String member) throws Exception {
        String body = "{'model':'any'," + member + ",'messages':[{'role':'user','content':'怎么办理？'}]}";

        Answer answer = house.chat(body.replace("@", ALL).replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(model.newest()).doesNotContain(VALUES).doesNotContain("〔", "metadata", "identifier", "cache_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'tool','tool_call_id':'call_13800138000','content':'好'}",
                "{'role':'function','name':'phone_13800138000','content':'好'}",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'u13800138000','type':'function',"
                        + "'function':{'name':'of_11010519491231002X','arguments':'{}'}}]}",
                "{'role':'user','content':'好','who':13800138000}",
                "{'role':'user','content':'好','u13800138000':1}",
                "{'role':'user','content':'好','of':{'card':6222020000000000000}}",
                "{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function',"
                        + "'function':{'name':'f','arguments':'{\\'phone\\':13800138000}'}}]}",
            })
    void aValueIsNotPassedOffAsANameOrANumber(String message) throws Exception {
        String body = "{'model':'any','messages':[{'role':'user','content':'你好'}," + message
                + ",{'role':'user','content':'怎么办理？'}]}";

        house.chat(body.replace('\'', '"'));

        model.received().forEach(request -> assertThat(request).doesNotContain(VALUES));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCitizenGetsEveryValueBack(boolean stream) throws Exception {
        model.answers(request -> {
            String echo = "您提供了：" + String.join("、", given(request)) + "。";
            return stream ? ScriptedModel.stream(characters(echo)) : ScriptedModel.says(echo);
        });

        Answer answer = house.citizen().streaming(stream).says("请核对：" + ALL);

        assertThat(answer.content())
                .contains("您提供了：" + String.join("、", VALUES) + "。")
                .doesNotContain("〔");
        assertThat(answer.decision()).isEqualTo("mask");
        assertThat(answer.rules()).containsExactly("JH-1101", "JH-1102", "JH-1103", "JH-1104");
        assertThat(model.newest()).doesNotContain(VALUES);
    }

    private static List<Map<String, String>> characters(String text) {
        return text.codePoints()
                .mapToObj(point -> Map.of("content", Character.toString(point)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolIsCalledWithTheCitizensOwnValues(boolean stream) throws Exception {
        model.answers(request -> {
            String arguments = "{\"values\":[\"" + String.join("\",\"", given(request)) + "\"]}";
            return stream
                    ? ScriptedModel.stream(arguments
                            .codePoints()
                            .mapToObj(point -> call(Character.toString(point)))
                            .toList())
                    : ScriptedModel.message(call(arguments));
        });

        Answer answer = house.citizen().streaming(stream).says("请登记：" + ALL);

        assertThat(House.JSON.readTree(answer.arguments()).path("values"))
                .extracting(value -> value.asText())
                .containsExactlyElementsOf(VALUES);
    }

    private static Map<String, ?> call(String arguments) {
        return Map.of(
                "tool_calls",
                List.of(Map.of(
                        "index",
                        0,
                        "id",
                        "call_1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", "register", "arguments", arguments))));
    }

    @Test
    void whatOnlyTheSystemOrAToolKnewIsNotGivenToTheCitizen() throws Exception {
        model.answers(request -> ScriptedModel.says("负责人电话：" + given(request).getFirst()));

        Answer answer = house.citizen().after("system", "负责人电话 " + MOBILE).says("负责人电话是多少？");

        assertThat(answer.content()).doesNotContain(MOBILE).doesNotContain("〔").contains("[手机号]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheModelUttersItselfIsHidden(boolean stream) throws Exception {
        String words = "请联系13912345678或者mock.robot@example.com，谢谢。";
        model.answers(request -> stream ? ScriptedModel.stream(characters(words)) : ScriptedModel.says(words));

        Answer answer = house.citizen().streaming(stream).says("请问找谁？");

        assertThat(answer.content()).doesNotContain("13912345678").doesNotContain("mock.robot@example.com");
        assertThat(answer.content()).contains("已隐藏的个人信息").endsWith("，谢谢。");
        assertThat(answer.decision()).isEqualTo("mask");
    }

    @Test
    void oneValueKeepsItsPlaceholderTurnAfterTurnAndAcrossARestart() throws Exception {
        model.answers(request -> ScriptedModel.says("已记下" + given(request).getFirst()));
        Citizen citizen = house.citizen();
        citizen.says("手机号" + MOBILE);
        String first = given(model.newest()).getFirst();
        house.restart();
        citizen.says("再说一遍我的手机号");

        assertThat(given(model.newest())).containsOnly(first);
    }

    /** The words of such an answer are harmless; what is hidden beside them is on record as any other. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAModelPutsIntoKeysNumbersAndNamesIsHidden(boolean stream) throws Exception {
        String said =
                ":{'role':'assistant','content':'好的。','x':{'13912345678':1,'li.si@qq.com':'ok'},'phone':13912345678,"
                        + "'ids':[440524188001010014]}";
        String body = "{'id':'c1','model':'m','choices':[{'index':0," + (stream ? "'delta'" : "'message'") + said
                + ",'finish_reason':'stop'}],'440524188001010014':true,'wang@163.com':null,'phone:13912345678':[1],"
                + "'provider':'li.si@qq.com','status':'1391234-5678','reason':'6222-0212-3456-7894','created':1790000000123}";
        String written = body.replace('\'', '"');
        model.answers(request -> stream
                ? new ScriptedModel.Script(200, "text/event-stream", "data: " + written + "\n\ndata: [DONE]\n\n")
                : new ScriptedModel.Script(200, "application/json", written));
        Answer answer = house.citizen().streaming(stream).says("怎么办理？");
        assertThat(answer.text())
                .contains("好的。", "\"x\":{}", "\"created\":1790000000123", "\"decision\":\"mask\"")
                .doesNotContain("13912345678", "440524188001010014", "qq.com", "163.com", "1391234-5678", "6222-0212");
    }
}
