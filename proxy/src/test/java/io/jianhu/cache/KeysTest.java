package io.jianhu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.api.Apis;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.openai.ChatCompletions;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"怎么办证\"}]";
    private static final String BODY = "{\"model\":\"m\",\"temperature\":0.5," + MESSAGES + "}";
    private static final List<String> WORDS = List.of("怎么办证");

    private final Keys keys = new Keys();

    private Optional<Keys.Key> key(String robot, String revision, String model, String body, List<String> words) {
        RobotId id = new RobotId(robot);
        try {
            Question question = new ChatCompletions(Caps.DEFAULT)
                    .read(
                            new Arrival("r", id, "c", Optional.empty(), Instant.EPOCH, Media.PASS),
                            body.getBytes(StandardCharsets.UTF_8));
            Raw raw = question.raw();
            Exchange exchange = new Exchange("r", id, "c", raw.shape(), raw.messages(), Instant.EPOCH);
            return keys.of(
                    new Keys.Asked(id, revision, exchange.wordless(), words),
                    question,
                    Apis.all(Caps.DEFAULT).server("openai"),
                    model);
        } catch (BadQuestion e) {
            throw new AssertionError(e);
        }
    }

    private String name(String robot, String revision, String model, String body, List<String> words) {
        return key(robot, revision, model, body, words).orElseThrow().name();
    }

    @Test
    void everythingThatMayMakeAnotherAnswerRightMakesAnotherKey() {
        List<String> names = List.of(
                name("FT-001", "r-1", "", BODY, WORDS),
                name("FT-002", "r-1", "", BODY, WORDS),
                name("FT-001", "r-2", "", BODY, WORDS),
                name("FT-001", "r-1", "n", BODY, WORDS),
                name("FT-001", "r-1", "", BODY.replace("0.5", "0.6"), WORDS),
                name("FT-001", "r-1", "", BODY.replace("\"temperature\"", "\"top_p\""), WORDS),
                name("FT-001", "r-1", "", BODY.replace("[{", "[{\"role\":\"system\",\"content\":\"短\"},{"), WORDS),
                name("FT-001", "r-1", "", BODY, List.of("怎么补证")));
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void formAndOrderAndWhoAsksMakeNone() {
        String name = name("FT-001", "r-1", "", BODY, WORDS);
        assertThat(List.of(
                        name("FT-001", "r-1", "", BODY.replace("{\"model\"", "{\"stream\":true,\"model\""), WORDS),
                        name("FT-001", "r-1", "", "{" + MESSAGES + ",\"temperature\":0.5,\"model\":\"m\"}", WORDS),
                        name("FT-001", "r-1", "", BODY.replace("{\"model\"", "{\"user\":\"u\",\"model\""), WORDS)))
                .containsOnly(name);
    }

    @Property(tries = 200)
    void wordsAreNeverReadAsOthers(
            @ForAll @Size(max = 4) List<String> some, @ForAll @Size(max = 4) List<String> others) {
        assertThat(name("FT-001", "r-1", "", BODY, some).equals(name("FT-001", "r-1", "", BODY, others)))
                .isEqualTo(some.equals(others));
        String whole = String.join("", some);
        assertThat(name("FT-001", "r-1", "", BODY, some).equals(name("FT-001", "r-1", "", BODY, List.of(whole))))
                .isEqualTo(some.equals(List.of(whole)));
    }

    @Test
    void aKeyTellsNothingAndIsOfItsProcessAlone() {
        Keys.Key key = key("FT-001", "r-1", "", BODY, WORDS).orElseThrow();
        assertThat(key.name()).matches("[0-9a-f]{64}");
        assertThat(key.request().toString() + key + key.request().map()).doesNotContain("怎么办证");
        assertThat(new KeysTest().name("FT-001", "r-1", "", BODY, WORDS)).isNotEqualTo(key.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":2",
                "\"logprobs\":true",
                "\"top_logprobs\":3",
                "\"web_search_options\":{\"a\":1}",
                "\"functions\":[{\"name\":\"f\"}]",
                "\"previous_response_id\":\"r\"",
                "\"conversation\":\"c\"",
                "\"background\":true"
            })
    void whatMayStandForAHistoryOrAToolHasNoKey(String parameter) {
        assertThat(key("FT-001", "r-1", "", "{" + parameter + "," + MESSAGES + "}", WORDS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\":1", "\"logprobs\":false", "\"tools\":[]", "\"background\":null", "\"seed\":1"})
    void whatAsksForNothingHasOne(String parameter) {
        assertThat(key("FT-001", "r-1", "", "{" + parameter + "," + MESSAGES + "}", WORDS))
                .isPresent();
    }

    @Test
    void aPictureHasNoKey() {
        String text = "{\"type\":\"text\",\"text\":\"怎么办证\"}";
        String picture = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}";
        String both = BODY.replace("\"怎么办证\"", "[" + text + "," + picture + "]");
        assertThat(key("FT-001", "r-1", "", BODY.replace("\"怎么办证\"", "[" + text + "]"), WORDS))
                .isPresent();
        assertThat(key("FT-001", "r-1", "", both, WORDS)).isEmpty();
    }
}
