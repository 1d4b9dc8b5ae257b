package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jianhu.admin.OperatorRole;
import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian's look behind a ticket's placeholders: from the citizen's words to the record of it. */
final class RevealJourneyTest {

    private static final String MOBILE = "13800138000";
    private static final String RESIDENT = "11010519491231002X";
    private static final String PLATE = "粤B12345";
    private static final String NAME = "李小明";
    private static final String SAID = "转人工。我叫" + NAME + "，手机" + MOBILE + "，身份证" + RESIDENT;
    private static final List<String> VALUES = List.of(MOBILE, RESIDENT, PLATE, NAME);
    private static final String REASON = "需回电核实市民的办理进度";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Path state;
    private ScriptedModel model;
    private House house;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        Logger.getLogger("io.jianhu").setLevel(Level.ALL);
        root.addHandler(handler);
        state = directory;
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterEach
    void close() {
        root.removeHandler(handler);
        Logger.getLogger("io.jianhu").setLevel(null);
        house.close();
        model.close();
    }

    private static Answer reveals(House.Operator operator, String name, String reason) throws Exception {
        return operator.post("/api/tickets/" + name + "/reveal", Map.of("reason", reason));
    }

    private static List<String> values(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> values = new ArrayList<>();
        answer.json().path("values").forEach(one -> values.add(one.path("value").asText()));
        return values;
    }

    private List<JsonNode> records() throws IOException {
        Filter all =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        List<JsonNode> records = new ArrayList<>();
        try (Stream<String> lines = Ledger.read(house.audit(), all)) {
            for (String line : lines.toList()) {
                JsonNode record = House.JSON.readTree(line);
                if (record.path("event").asText().equals("revealed")) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    @Test
    void theGuardianWhoHasTheTicketSeesWhatTheCitizenWrote() throws Exception {
        Citizen citizen = house.citizen();
        citizen.says(SAID);
        House.Operator holder = house.operator("first", "g-001");
        String name = holder.claims();
        citizen.says("我的车牌是" + PLATE);

        Answer revealed = reveals(holder, name, REASON);
        assertThat(values(revealed)).containsExactlyInAnyOrder(NAME, MOBILE, RESIDENT, PLATE);
        assertThat(revealed.header("cache-control")).isEqualTo("no-store");
        String read =
                holder.get("/api/tickets/" + name).json().path("transcript").toString();
        for (JsonNode one : revealed.json().path("values")) {
            assertThat(read)
                    .contains(one.path("placeholder").asText())
                    .doesNotContain(one.path("value").asText());
        }
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.path("actor").asText()).isEqualTo("first");
            assertThat(record.path("robot").asText()).isEqualTo(House.ROBOT);
            assertThat(record.path("ticket").asText()).isEqualTo(name);
            assertThat(record.path("outcome").asText()).isEqualTo("given");
            assertThat(record.path("reason").asText()).isEqualTo(REASON);
            assertThat(record.path("kinds"))
                    .isEqualTo(House.JSON.readTree("{\"mobile\":1,\"name\":1,\"plate\":1,\"resident-id\":1}"));
        });
        assertThat(house.metric("jianhu_ticket_reveals_total{outcome=\"given\"}"))
                .isEqualTo(1);
    }

    @Test
    void whatWasSaidToTheRobotBeforeIsAmongThem() throws Exception {
        model.answers(request -> ScriptedModel.aptly(request, "好的，已记下。"));
        Citizen citizen = house.citizen();
        citizen.says("你好，手机" + MOBILE);
        citizen.says("转人工");
        House.Operator holder = house.operator("first", "g-001");
        assertThat(values(reveals(holder, holder.claims(), REASON))).containsExactly(MOBILE);
    }

    @Test
    void whatTheSystemAndToolsSaidIsNobodysToSee() throws Exception {
        String body = """
                {"model":"any","messages":[
                 {"role":"system","content":"值班手机13900139000"},
                 {"role":"user","content":"查一下我的档案，手机%s"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                  "function":{"name":"look","arguments":"{\\"who\\":\\"me\\"}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"{\\"身份证\\":\\"%s\\",\\"手机\\":\\"13700137000\\"}"},
                 {"role":"assistant","content":"您的经办人手机是13600136000"},
                 {"role":"user","content":"转人工"}]}
                """.formatted(MOBILE, RESIDENT);
        assertThat(house.chat(body).decision()).isEqualTo("escalate");
        House.Operator holder = house.operator("first", "g-001");
        assertThat(values(reveals(holder, holder.claims(), REASON))).containsExactly(MOBILE);
    }

    @Test
    void nobodyElseDoesAndEveryAttemptIsOnRecord() throws Exception {
        house.citizen().says(SAID);
        House.Operator holder = house.operator("first", "g-001");
        House.Operator other = house.operator("second", "g-002");
        String name = holder.queued().path("name").asText();
        assertThat(reveals(holder, name, REASON).status())
                .as("before it is claimed")
                .isEqualTo(403);
        holder.claims();
        List<House.Operator> others = List.of(
                other,
                house.operator("senior", Optional.empty(), OperatorRole.SENIOR_GUARDIAN),
                house.operator("auditor", Optional.of("g-001"), OperatorRole.AUDITOR),
                house.operator("viewer", Optional.empty(), OperatorRole.VIEWER),
                house.operator("root", Optional.empty(), OperatorRole.ADMIN));
        for (House.Operator stranger : others) {
            Answer answer = reveals(stranger, name, REASON);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain(VALUES);
        }
        assertThat(reveals(holder, "T-000000", REASON).status()).isEqualTo(404);
        assertThat(reveals(holder, MOBILE, REASON).status()).isEqualTo(404);
        for (String reason : List.of("", "   ", "想看", "核".repeat(201))) {
            Answer bad = reveals(holder, name, reason);
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.text()).contains("reason", "5-200").doesNotContain(VALUES);
        }
        assertThat(records())
                .extracting(record -> record.path("actor").asText() + " "
                        + record.path("outcome").asText())
                .containsExactly(
                        "first not-holder",
                        "second not-holder",
                        "senior forbidden",
                        "auditor forbidden",
                        "viewer forbidden",
                        "root forbidden",
                        "first unknown",
                        "first unknown",
                        "first bad-reason",
                        "first bad-reason",
                        "first bad-reason",
                        "first bad-reason");
        assertThat(records()).allSatisfy(record -> {
            assertThat(record.path("kinds").isEmpty()).isTrue();
            assertThat(record.toString()).doesNotContain(VALUES);
        });
    }

    @Test
    void theValuesEndWithTheAnswerAndTheTicketAndComeWithTheNextTurn() throws Exception {
        Citizen citizen = house.citizen();
        citizen.says(SAID);
        House.Operator holder = house.operator("first", "g-001");
        String name = holder.answers("好的，请稍候。");
        Answer answered = reveals(holder, name, REASON);
        assertThat(answered.status()).isEqualTo(410);
        assertThat(answered.text()).contains("never kept on disk").doesNotContain(VALUES);

        citizen.says("收到了吗？");
        assertThat(reveals(holder, name, REASON).status())
                .as("who only fetches the answer brings nothing back")
                .isEqualTo(410);
        citizen.says("还有车牌" + PLATE);
        assertThat(values(reveals(holder, name, REASON))).contains(PLATE, MOBILE);
        holder.closes(name);
        Answer closed = reveals(holder, name, REASON);
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.text()).contains("closed").doesNotContain(VALUES);

        Citizen second = house.citizen();
        second.says(SAID);
        String cancelled = holder.claims();
        second.says("取消人工");
        assertThat(reveals(holder, cancelled, REASON).status()).isEqualTo(409);
    }

    @Test
    void whatIsAddedWhileAnAnswerIsOnItsWayIsAllThereIs() throws Exception {
        Citizen citizen = house.citizen();
        citizen.says(SAID);
        House.Operator holder = house.operator("first", "g-001");
        String name = holder.answers("好的，请稍候。");
        assertThat(citizen.says("还有车牌" + PLATE).content()).contains("好的，请稍候。");
        assertThat(values(reveals(holder, name, REASON))).containsExactly(PLATE);
    }

    @Test
    void aRestartForgetsThem() throws Exception {
        Citizen citizen = house.citizen();
        citizen.says(SAID);
        String name = house.operator("first", "g-001").claims();
        house.restart();

        House.Operator holder = house.operator("first", "g-001");
        Answer gone = reveals(holder, name, REASON);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().path("error").path("code").asText()).isEqualTo("values-gone");
        assertThat(gone.text()).contains("never kept on disk", "restart").doesNotContain(VALUES);
        assertThat(records())
                .singleElement()
                .satisfies(record -> assertThat(record.path("outcome").asText()).isEqualTo("gone"));
        citizen.says("还在吗？");
        assertThat(values(reveals(holder, name, REASON))).contains(MOBILE, RESIDENT, NAME);
    }

    @Test
    void noOtherPlaceRepeatsAValue() throws Exception {
        Citizen citizen = house.citizen().named("conversation-7");
        citizen.says(SAID);
        House.Operator holder = house.operator("first", "g-001");
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Stream<String> feed = holder.follow("/api/events");
        Thread listener = Thread.ofVirtual()
                .start(() -> closed.complete(feed.peek(told::add).anyMatch(line -> line.contains("closed"))));

        String name = holder.claims();
        citizen.says("我的车牌是" + PLATE);
        assertThat(values(reveals(holder, name, "回拨" + MOBILE + "，核对身份证" + RESIDENT + "与" + NAME + PLATE)))
                .containsExactlyInAnyOrder(NAME, MOBILE, RESIDENT, PLATE);
        assertThat(records())
                .singleElement()
                .satisfies(record -> assertThat(record.path("reason").asText()).startsWith("回拨[手机号]，核对身份证[身份证号]与[姓名]"));
        assertThat(reveals(house.operator("second", "g-002"), name, "想核对" + MOBILE)
                        .status())
                .isEqualTo(403);
        for (String path : List.of("/api/tickets", "/api/tickets/" + name, "/api/audit?limit=1000", "/api/policy")) {
            assertThat(holder.get(path).text()).as(path).doesNotContain(VALUES);
        }
        assertThat(holder.get("/api/audit?limit=1000").text()).contains("\"revealed\"", "想核对[手机号]");
        holder.closes(name);
        assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
        listener.join();

        assertThat(told).isNotEmpty();
        assertThat(String.join("\n", told)).contains(name).doesNotContain(VALUES);
        assertThat(house.metrics()).contains("jianhu_ticket_reveals_total").doesNotContain(VALUES);
        assertThat(String.join("\n", logged)).doesNotContain(VALUES);
        house.close();
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> written = files.filter(Files::isRegularFile)
                    .filter(file -> !state.relativize(file).startsWith("policy")) // whose tests have fictional numbers
                    .toList();
            assertThat(written).hasSizeGreaterThan(2);
            for (Path file : written) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, StandardCharsets.UTF_8) + new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(state.relativize(file).toString())
                        .doesNotContain(VALUES);
            }
        }
    }
}
