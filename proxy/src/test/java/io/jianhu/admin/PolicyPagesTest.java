package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.chat.Event;
import io.jianhu.net.Page;
import io.jianhu.release.Stepping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step back and the report on rules in shadow. */
class PolicyPagesTest {

    @TempDir
    private Path state;

    private House house;

    @BeforeEach
    void open() throws IOException {
        house = new House(state);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRollbackIsOnRecordBeforeItIsDone() {
        house.as("approver");
        assertThat(house.post("/api/policy/rollback", "{\"from\":\"r-4f2a91c07be1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(house.events.subList(house.events.size() - 2, house.events.size()))
                .satisfiesExactly(
                        acted -> assertThat(acted)
                                .isEqualTo(new Event.Acted(house.now, "approver", "policy-rollback", "r-4f2a91c07be1")),
                        done -> assertThat(done)
                                .isInstanceOfSatisfying(
                                        Event.Reloaded.class,
                                        reloaded -> assertThat(reloaded.actor()).isEqualTo("approver")));
    }

    @Test
    void aRollbackIsRefusedForWhatIsNotInForceWithoutARecordAndWithoutProof() {
        house.as("approver");
        int before = house.events.size();
        Page other = house.post("/api/policy/rollback", "{\"from\":\"r-000000000000\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(House.body(other)).contains("r-4f2a91c07be1, the revision in force");
        house.stepping = new Stepping.Refused("rules/a.yaml:1:1: broken");
        Page broken = house.post("/api/policy/rollback", "{\"from\":\"r-4f2a91c07be1\"}");
        assertThat(House.body(broken)).contains("\"refused\"", "rules/a.yaml:1:1: broken");
        house.policy = new PolicyState("r-1", house.now, List.of(), List.of());
        assertThat(House.body(house.post("/api/policy/rollback", "{\"from\":\"r-1\"}")))
                .contains("nothing-before");
        assertThat(house.events.subList(before, house.events.size()))
                .as("the one that was tried is on record, with what became of it")
                .hasSize(2);
        house.policy = Samples.policy();
        house.auditBroken = true;
        assertThat(house.post("/api/policy/rollback", "{\"from\":\"r-4f2a91c07be1\"}")
                        .status())
                .isEqualTo(503);
        house.auditBroken = false;
        assertThat(house.visit("POST", "/api/policy/rollback", "{\"from\":\"r-4f2a91c07be1\"}", Map.of())
                        .status())
                .as("without the proof that a page of the gateway asked")
                .isEqualTo(403);
    }

    @Test
    void theShadowReportIsReadOnRecord() throws Exception {
        house.as("editor");
        JsonNode report = new ObjectMapper().readTree(House.body(house.get("/api/policy/shadow")));
        assertThat(house.events.getLast()).isEqualTo(new Event.Acted(house.now, "editor", "shadow-read", "-"));
        JsonNode row = report.path("rows").get(0);
        assertThat(row.path("robot").asText()).isEqualTo("FT-001");
        assertThat(row.path("decisions").path("allow").asLong()).isEqualTo(2);
        JsonNode sample = row.path("samples").get(0);
        assertThat(sample.path("words")
                        .asText()
                        .substring(
                                sample.path("start").asInt(), sample.path("end").asInt()))
                .isEqualTo("保证");
        house.auditBroken = true;
        assertThat(house.get("/api/policy/shadow").status()).isEqualTo(503);
    }
}
