package io.jianhu;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jianhu.admin.OperatorRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The life of a robot as people outside see it: retired for another, moved by command, stopped by a supervisor. */
final class LifeJourneyTest {

    @TempDir
    private Path directory;

    private Path policies;
    private ScriptedModel model;
    private House house;

    @BeforeEach
    void open() throws Exception {
        policies = directory.resolve("policies");
        Path shipped = Path.of("..", "policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = policies.resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
        edit("FT-002", "status: on-duty", "status: retired\nsuccessor: FT-003");
        model = ScriptedModel.start();
        house = House.open(directory.resolve("state"), policies, model.url());
    }

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    private void edit(String robot, String was, String is) throws IOException {
        Path file = policies.resolve("robots/" + robot + ".yaml");
        String text = Files.readString(file);
        assertThat(text).contains(was);
        Path aside = Files.writeString(policies.resolve("robots/." + robot), text.replace(was, is));
        Files.move(aside, file, REPLACE_EXISTING, ATOMIC_MOVE);
    }

    @Test
    void aRetiredRobotNamesItsSuccessorAndWhereToFindIt() throws Exception {
        for (boolean stream : List.of(false, true)) {
            Answer answer = house.citizen().to("FT-002").streaming(stream).says("居住证怎么办");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.content()).contains("已经退出服务", "小巡", "Xiao Xun has taken over", "/robots/FT-003", "12345");
            assertThat(answer.rules()).containsExactly("registry.retired");
            assertThat(answer.header("x-jianhu-decision")).isEqualTo("refuse");
        }
        assertThat(model.received()).isEmpty();

        JsonNode card = house.get("/robots/FT-002", Map.of()).json();
        assertThat(card.path("onDuty").asBoolean()).isFalse();
        assertThat(card.path("successor").path("id").asText()).isEqualTo("FT-003");
        assertThat(card.path("successor").path("name").path("zh").asText()).isEqualTo("小巡");
        String address = card.path("successor").path("address").asText();
        assertThat(house.get(address, Map.of()).json().path("id").asText()).isEqualTo("FT-003");
        assertThat(house.get("/robots/FT-002", Map.of("accept", "text/html")).text())
                .contains("<a href=\"/robots/FT-003\">小巡 <span lang=\"en\">Xiao Xun</span></a>");
        assertThat(house.get("/robots/FT-003", Map.of()).json().has("successor"))
                .isFalse();
    }

    @Test
    void whereTheSuccessorIsRetiredTooTheOneThatServesIsNamed() throws Exception {
        edit("FT-001", "status: on-duty", "status: retired\nsuccessor: FT-002");
        await(() -> house.citizen().to("FT-001").says("你好").content(), "已经退出服务");
        assertThat(house.citizen().to("FT-001").says("你好").content()).contains("/robots/FT-003");
    }

    @Test
    void aMoveByCommandIsTakenOverAndPutOnRecord() throws Exception {
        assertThat(house.citizen().to("FT-003").says("你好").header("x-jianhu-decision"))
                .isEqualTo("allow");
        StringWriter err = new StringWriter();
        int code = new CommandLine(new RobotCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "move",
                        policies.toString(),
                        "FT-003",
                        "--to=suspended",
                        "--role=supervisor",
                        "--by=示例督查科",
                        "--evidence",
                        "reason=抽查");
        assertThat(code).as(err.toString()).isZero();
        await(() -> house.citizen().to("FT-003").says("你好").content(), "已暂停服务");
        String revision = house.citizen().says("你好").header("x-jianhu-policy");
        House.Operator auditor = house.operator("audit", Optional.empty(), OperatorRole.AUDITOR);
        assertThat(auditor.get("/api/audit?limit=50").text())
                .contains("\"actor\":\"policy " + revision + "\",\"action\":\"robot-status\","
                        + "\"object\":\"FT-003 on-duty → suspended\"");

        Path newcomer = policies.resolve("robots/FT-004.yaml");
        Files.writeString(
                newcomer,
                Files.readString(policies.resolve("robots/FT-001.yaml"))
                        .replace("id: FT-001", "id: FT-004")
                        .replace("status: on-duty", "status: draft"));
        await(() -> auditor.get("/api/audit?limit=50").text(), "FT-004 none → draft");
        Files.delete(newcomer);
        await(() -> auditor.get("/api/audit?limit=50").text(), "FT-004 draft → none");
    }

    @Test
    void aSupervisorStopsARobotAndAnotherReleasesIt() throws Exception {
        House.Operator supervisor = house.operator("jiandu", Optional.empty(), OperatorRole.AUDITOR);
        assertThat(supervisor
                        .post("/api/robots/FT-001/brake", Map.of("reason", "抽查"))
                        .status())
                .isEqualTo(200);
        assertThat(house.citizen().says("你好").rules()).containsExactly("registry.braked");
        Answer refused = supervisor.post("/api/robots/FT-001/release", Map.of());
        assertThat(refused.status()).isEqualTo(403);
        House.Operator other = house.operator("jiandu-2", Optional.empty(), OperatorRole.AUDITOR);
        assertThat(other.post("/api/robots/FT-001/release", Map.of()).status()).isEqualTo(403);
        assertThat(house.citizen().says("你好").rules()).containsExactly("registry.braked");
        House.Operator senior = house.operator("senior", Optional.empty(), OperatorRole.SENIOR_GUARDIAN);
        assertThat(senior.post("/api/robots/FT-001/release", Map.of()).status()).isEqualTo(200);
        assertThat(house.citizen().says("你好").header("x-jianhu-decision")).isEqualTo("allow");
    }

    @Test
    void anotherFingerprintThanTheAssessedStopsTheRobotAtOnce() throws Exception {
        edit("FT-001", "model: sample-chat, validUntil", "model: sample-chat, fingerprints: [fp_a], validUntil");
        edit("FT-001", "policy: {", "policy: {drift: suspend, ");
        house.restart();
        model.answers(request -> bearing(request, "fp_a"));
        assertThat(house.citizen().streaming(true).says("你好").header("x-jianhu-decision"))
                .isEqualTo("allow");
        assertThat(house.citizen().says("你好").header("x-jianhu-decision")).isEqualTo("allow");
        model.answers(request -> bearing(request, "fp_b"));
        house.citizen().streaming(true).says("你好");
        await(() -> String.join(",", house.citizen().says("你好").rules()), "registry.braked");
        House.Operator auditor = house.operator("audit", Optional.empty(), OperatorRole.AUDITOR);
        assertThat(auditor.get("/api/audit?limit=50").text())
                .contains("\"action\":\"model-drift\",\"object\":\"FT-001 fingerprint fp_b\"");
    }

    private static ScriptedModel.Script bearing(String request, String fingerprint) {
        ScriptedModel.Script script = ScriptedModel.aptly(request, "好的。");
        return new ScriptedModel.Script(
                script.status(),
                script.contentType(),
                script.body().replace("{\"", "{\"system_fingerprint\":\"" + fingerprint + "\",\""));
    }

    private static void await(Callable<String> said, String words) throws Exception {
        Instant patience = Instant.now().plus(Duration.ofSeconds(20));
        while (!said.call().contains(words)) {
            assertThat(Instant.now()).as(words).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
