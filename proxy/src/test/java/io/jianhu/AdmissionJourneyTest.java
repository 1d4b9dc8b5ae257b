package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what everybody else is told. */
final class AdmissionJourneyTest {

    @TempDir
    private static Path state;

    @TempDir
    private static Path policies;

    private static ScriptedModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        copyShippedPolicies();
        String robot = Files.readString(policies.resolve("robots/FT-001.yaml"));
        for (String status : List.of("draft", "training", "assessment", "suspended", "retired")) {
            write(status, robot.replace("status: on-duty", "status: " + status));
        }
        write("unfiled", robot.replaceAll("(?m)^filing:.*\n", ""));
        write("filing-lapsed", robot.replaceAll("(?m)^(filing:.*validUntil: )[0-9-]+", "$12020-01-01"));
        write("unassessed", robot.replaceAll("(?m)^assessment:.*\n", ""));
        write("assessment-lapsed", robot.replaceAll("(?m)^(assessment:.*validUntil: )[0-9-]+", "$12020-01-01"));
        write("model-changed", robot.replace("  model: sample-chat", "  model: another-chat"));
        write("guardian-untrained", robot.replace("[g-001]", "[g-009]"));
        Files.writeString(
                policies.resolve("guardians/g-009.yaml"),
                Files.readString(policies.resolve("guardians/g-001.yaml"))
                        .replace("g-001", "g-009")
                        .replace("2027-12-31", "2020-01-01"));
        model = ScriptedModel.start();
        house = House.open(state, policies, model.url());
    }

    private static void copyShippedPolicies() throws IOException {
        Path shipped = Path.of("..", "policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = policies.resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    /** A robot whose id names why it is off duty. */
    private static void write(String reason, String robot) throws IOException {
        String id = "OFF-" + reason;
        Files.writeString(policies.resolve("robots/" + id + ".yaml"), robot.replace("id: FT-001", "id: " + id));
    }

    @AfterAll
    static void close() {
        house.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "draft, 尚未上岗",
        "training, 正在岗前培训",
        "assessment, 正在进行上岗评估",
        "suspended, 已暂停服务",
        "retired, 已经退出服务",
        "unfiled, 尚未完成备案",
        "filing-lapsed, 备案已到期",
        "unassessed, 尚未通过上岗评估",
        "assessment-lapsed, 上岗评估已到期",
        "model-changed, 更换了模型",
        "guardian-untrained, 培训已到期",
    })
    void aRobotOffDutySaysSoCalmly(String reason, String words) throws Exception {
        for (boolean stream : List.of(false, true)) {
            Answer answer =
                    house.citizen().to("OFF-" + reason).streaming(stream).says("居住证怎么办");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.content()).contains(words, "12345");
            assertThat(answer.header("x-jianhu-decision")).isEqualTo("refuse");
            assertThat(answer.rules()).containsExactly("registry." + reason);
            assertThat(answer.finish()).isEqualTo("content_filter");
            assertThat(answer.ends()).isEqualTo(stream ? 1 : 0);
        }
        assertThat(model.received()).isEmpty();
    }

    @Test
    void aRobotThatMayNotWorkTodayIsNotCountedAsOnDuty() throws Exception {
        double shipped;
        try (Stream<Path> files = Files.list(Path.of("..", "policies", "robots"))) {
            shipped = files.count();
        }
        assertThat(house.metric("jianhu_robots{status=\"on-duty\"}")).isEqualTo(shipped);
        assertThat(house.metric("jianhu_robots{status=\"suspended\"}")).isEqualTo(1);
        assertThat(house.metric("jianhu_robots_off_duty{reason=\"filing-lapsed\"}"))
                .isEqualTo(1);
        assertThat(house.metric("jianhu_robots_off_duty{")).isEqualTo(11);
    }

    @Test
    void whoMayNotEnterGetsTheErrorOfTheContract() throws Exception {
        String narrow = house.narrowKey();
        assertError(house.citizen().with("").says("你好"), 401, "unknown_key");
        assertError(house.citizen().with("jh_made_up").says("你好"), 401, "unknown_key");
        assertError(house.citizen().with(house.key() + "x").says("你好"), 401, "unknown_key");
        assertError(house.citizen().with(narrow).says("你好"), 403, "robot_not_allowed");
        assertError(house.citizen().to("FT-999").says("你好"), 404, "unknown_robot");
        assertError(house.citizen().to("FT-999").with("").says("你好"), 401, "unknown_key");
        assertThat(house.citizen().to("FT-002").with(narrow).says("你好").status())
                .isEqualTo(200);
        assertThat(house.metrics())
                .contains(
                        "jianhu_requests_total{code=\"401\",department=\"福田区政务服务和数据管理局\",dialect=\"openai\",robot=\"FT-001\"}",
                        "jianhu_requests_total{code=\"404\",department=\"-\",dialect=\"openai\",robot=\"unknown\"}");
    }

    private static void assertError(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").path("code").asText()).isEqualTo(code);
        assertThat(answer.json().path("error").path("message").asText()).isNotEmpty();
        assertThat(answer.header("x-request-id")).isNotEmpty();
        assertThat(answer.header("content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/chat/completions",
                "/robots",
                "/robots/FT-001/v1",
                "/robots/FT-001/v1/files",
                "/robots/FT-001/v1/chat",
                "/robots/FT-001/v1/chat/completions/1",
                "/robots/FT-001/api/tags",
                "/metrics",
                "/api/tickets",
                "/healthz",
            })
    void anythingElseIsNotFoundAndNeverPassedOn(String path) throws Exception {
        model.forget();
        Answer answer = house.get(path, Map.of("authorization", "Bearer " + house.key()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(model.received()).isEmpty();
    }

    @Test
    void theWrongMethodIsNamed() throws Exception {
        Map<String, String> key = Map.of("authorization", "Bearer " + house.key());
        assertThat(house.get("/robots/FT-001/v1/chat/completions", key).status())
                .isEqualTo(405);
        assertThat(house.send(HttpRequest.newBuilder(house.data().resolve("/robots/FT-001/v1/models"))
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(405);
    }

    @Test
    void theModelsOfARobotAreItsOne() throws Exception {
        Answer models = house.get("/robots/FT-001/v1/models", Map.of("authorization", "Bearer " + house.key()));

        assertThat(models.status()).isEqualTo(200);
        assertThat(models.json().path("data").size()).isEqualTo(1);
        assertThat(models.json().path("data").path(0).path("id").asText()).isEqualTo("sample-chat");
        assertError(house.get("/robots/FT-001/v1/models", Map.of()), 401, "unknown_key");
    }

    @Test
    void everybodyMayReadTheIdentityCard() throws Exception {
        Answer json = house.get("/robots/FT-001", Map.of());
        Answer html = house.get("/robots/FT-001", Map.of("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"));

        assertThat(json.json().toString()).contains("FT-001", "小福", "示例-备案-001", "12345");
        assertThat(html.header("content-type")).startsWith("text/html");
        assertThat(html.text()).contains("小福", "示例-备案-001", "12345", "机器人");
        assertThat(html.header("content-security-policy")).contains("default-src 'none'");
        assertThat(house.get("/robots/FT-999", Map.of()).status()).isEqualTo(404);
        assertThat(house.get("/robots/OFF-suspended", Map.of()).json().toString())
                .contains("false");
    }
}
