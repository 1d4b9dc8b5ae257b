package io.jianhu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestTest {

    private final JsonText json = new JsonText(1 << 20, true);
    private final List<String> read = new ArrayList<>();

    /** What is kept of an object when of each text only that is shown which is not hidden. */
    private String kept(String object, boolean pieces, String hidden) throws Exception {
        AnswerTexts texts = (channel, text) -> {
            read.add(text);
            return text.equals(hidden) ? "*" : text;
        };
        Rest rest = new Rest(texts);
        Map<String, Json> kept = new LinkedHashMap<>();
        Json.Members members = (Json.Members) json.read(object.replace('\'', '"'));
        for (Map.Entry<String, Json> member : members.map().entrySet()) {
            if (pieces) {
                rest.keepPiece(0, kept, member);
            } else {
                rest.keep(0, kept, member);
            }
        }
        return new String(json.write(new Json.Members(kept)), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'chatcmpl-Bq4vCpV0mzV1xGsWkbyOqzdgZQF2D','object':'chat.completion.chunk','created':1790000001}",
                "{'id':'cca85624-4056-401f-b220-d77601d1f70d','model':'gpt-4o-2024-08-06'}",
                "{'id':'chatcmpl-550e8400-e29b-41d4-a716-446655440a00','model':'us.anthropic.claude-3-5-sonnet-20241022-v2:0'}",
                "{'system_fingerprint':'fp_44709d6fcb','finish_reason':null,'role':'assistant'}",
                "{'created_at':'2026-09-21T13:26:40.123456789Z'}",
                "{'created_at':'2026-09-21T13:26:40.123456789+08:00'}",
                "{'created':1790000000123,'created_us':1790000000123456,'created_ns':1790000000123456789}",
                "{'usage':{'prompt_tokens':1234567890,'queue_time':0.01234567890123,'cost':1.3912345678e-5}}",
                "{'embedding':[-0.0139123456789,0.44052418800101,1e300,-1.5E-12345]}",
                "{'signature':'EqoBCkgIARABGAIiQL2UoU0b1OHYi+yCHpBY7U6FQW8/FcoLewocJQPa2HnmLM+NECy50y44F/kD4SULFXi57buI9fAvyBwtyjlOiO0SDE3+r3spdg6PLOo9PBoMma2ku5OTAoR46j9VIjDRlvNmBvff7YW4WI9oU8XagaOBSxLPxElrhyuxppEn7m6bfT40dqBSTDrfiw4FYB4qEPETTI6TA6wtjGAAqmFqKTo='}",
                "{'cache_creation':{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':0},'$defs/x.y-z':true}"
            })
    void whatIsNobodysPassesWithoutBeingRead(String object) throws Exception {
        assertThat(kept(object, false, "")).isEqualTo(object);
        assertThat(kept(object, true, "")).isEqualTo(object);
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'13912345678':'x'} | 13912345678 | {'a':1}",
                "{'a':1,'phone:13912345678':[1]} | phone:13912345678 | {'a':1}",
                "{'a':1,'li.si@qq.com':null} | li.si@qq.com | {'a':1}",
                "{'a':{'6222-0212-3456-7890':{'b':2}}} | 6222-0212-3456-7890 | {'a':{}}",
                "{'aa:bb:cc:dd:ee:ff':1} | aa:bb:cc:dd:ee:ff | {}",
                "{'192.168.1.1':1} | 192.168.1.1 | {}",
                "{'phone':13912345678} | 13912345678 | {'phone':'*'}",
                "{'phone':-13912345678} | -13912345678 | {'phone':'*'}",
                "{'phone':13912345678.00} | 13912345678 | {'phone':'*'}",
                "{'phone':1.3912345678e10} | 13912345678 | {'phone':'*'}",
                "{'phone':1.39E+10} | 13900000000 | {'phone':'*'}",
                "{'ids':[440524188001010014]} | 440524188001010014 | {'ids':['*']}",
                "{'provider':'li.si@qq.com'} | li.si@qq.com | {'provider':'*'}",
                "{'status':'1391234-5678'} | 1391234-5678 | {'status':'*'}",
                "{'reason':'6222-0212-3456-7890'} | 6222-0212-3456-7890 | {'reason':'*'}",
                "{'reason':'tel:83456789'} | tel:83456789 | {'reason':'*'}",
                "{'id':'1391234-5678'} | 1391234-5678 | {'id':'*'}",
                "{'id':'x-139_1234_5678'} | x-139_1234_5678 | {'id':'*'}",
                "{'id':'44052418-8001-0100-1400-000000000000'} | 44052418-8001-0100-1400-000000000000 | {'id':'*'}",
                "{'id':'cca85624-4056-401f-b220-013912345678'} | cca85624-4056-401f-b220-013912345678 | {'id':'*'}",
                "{'id':'E98765437'} | E98765437 | {'id':'*'}",
                "{'created_at':'2026-09-21T13:91:23.45678'} | 2026-09-21T13:91:23.45678 | {'created_at':'*'}",
                "{'signature':'1391234-5678'} | 1391234-5678 | {'signature':'*'}"
            })
    void whatCouldBeSomebodysIsReadAndHidden(String object, String hidden, String kept) throws Exception {
        assertThat(kept(object, false, hidden)).isEqualTo(kept);
        assertThat(kept(object, true, hidden)).isEqualTo(kept);
        assertThat(kept(object, false, "")).as("nothing hidden").isEqualTo(object);
    }

    /** It was read when the answer was heard, and is met again when it is written. */
    @Test
    void whatStandsUnderAKeyThatIsHiddenIsReadAllTheSame() throws Exception {
        assertThat(kept("{'13912345678':{'a':'甲'},'b':'乙'}", false, "13912345678"))
                .isEqualTo("{'b':'乙'}");
        assertThat(read).containsExactly("13912345678", "甲", "乙");
    }

    @Test
    void aKeyThatIsNoNameIsLeftOut() throws Exception {
        assertThat(kept("{'张三':1,'a b':2,'c':3}", false, "")).isEqualTo("{'c':3}");
    }

    @ParameterizedTest
    @CsvSource({
        "look_up, look_up",
        "mcp__github-2__list.issues, mcp__github-2__list.issues",
        "a13912345678, ''",
        "li.si@qq.com, ''",
        "call-1391234-5678, ''",
        "E98765437, ''",
        "查询, 查询",
        "t13987654321, t13987654321"
    })
    void aCallBearsAKnownNameOrOneThatIsNobodys(String name, String shown) {
        assertThat(Rest.callName(Set.of("查询", "t13987654321"), name)).isEqualTo(shown);
        assertThat(Rest.heardName(Set.of("查询"), name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"token\":\"您好\",\"logprob\":-0.00013912345678,\"bytes\":[230],\"top_logprobs\":[{\"token\":\" 2024\"}]}]', true",
        "'{\"tokens\":[\"a\",\"@\"],\"top_logprobs\":[{\"您\":-0.1}],\"text_offset\":[0]}', true",
        "'[{\"token\":\"13912345678\"}]', false",
        "'[{\"token\":\"li.si@qq.com\"}]', false",
        "'{\"top_logprobs\":[{\"13912345678\":-0.1}]}', false",
        "'[{\"logprob\":13912345678}]', false"
    })
    void probabilitiesAreOfTokensAlone(String value, boolean are) throws Exception {
        assertThat(Probabilities.are(json.read(value))).isEqualTo(are);
    }

    @Test
    void textsThatGoOnHaveAChannelOfTheirOwn() {
        List<Channel> channels = new ArrayList<>();
        Rest rest = new Rest((channel, text) -> {
            channels.add(channel);
            return text;
        });
        rest.keepPiece(0, new LinkedHashMap<>(), Map.entry("note@x", new Json.Text("旁")));
        assertThat(channels.stream().map(Channel::kind)).containsExactly(Channel.Kind.ASIDE, Channel.Kind.OTHER);
    }
}
