package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A robot whose model reads made-up values: it repeats them, and the citizen reads the own ones. */
final class SurrogateJourneyTest {

    @TempDir
    private static Path directory;

    private static ScriptedModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        model = ScriptedModel.start();
        Path policies = directory.resolve("policies");
        Path shipped = Path.of("..", "policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = policies.resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(
                policies.resolve("robots/FT-001.yaml"),
                "\nprivacy: {placeholders: surrogates}\n",
                StandardOpenOption.APPEND);
        house = House.open(directory.resolve("state"), policies, model.url());
    }

    @AfterAll
    static void close() {
        house.close();
        model.close();
    }

    private static String lastWords(String request) {
        try {
            JsonNode messages = House.JSON.readTree(request).path("messages");
            return messages.path(messages.size() - 1).path("content").asText();
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theModelRepeatsMadeUpValuesAndTheCitizenReadsTheOwn(boolean stream) throws Exception {
        String said = MarkedValues.sentence() + "。";
        model.answers(request -> ScriptedModel.aptly(request, "您说：" + lastWords(request)));
        Citizen citizen = house.citizen().streaming(stream);
        for (int turn = 0; turn < 2; turn++) {
            Answer answer = citizen.says(said);

            assertThat(MarkedValues.toldBy(model.newest())).isEmpty();
            assertThat(model.newest()).contains("手机19999", "身份证号7199", "0449-2", "wxid_", "@example.com");
            assertThat(answer.content()).endsWith("您说：" + said);
            assertThat(answer.decision()).isEqualTo("mask");
        }
        List<String> requests = model.received();
        assertThat(lastWords(body(requests.getLast()))).isEqualTo(lastWords(body(requests.get(requests.size() - 2))));
    }

    private static String body(String received) {
        return received.substring(received.indexOf('\n') + 1);
    }
}
