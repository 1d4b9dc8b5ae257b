package io.jianhu.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.disclose.Notices;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {

    private static final String ROBOT = """
            apiVersion: jianhu/v1
            kind: Robot
            id: FT-001
            name: "<b onclick='x'>小福&"
            department: 福田区政务服务和数据管理局（示例）
            type: consultation
            level: L1
            scenes: [居住登记, "<script>alert(1)</script>"]
            filing: {number: 示例-备案-001, validUntil: 2027-12-31}
            assessment: {report: r, model: m, validUntil: 2027-12-31}
            status: on-duty
            guardians: [g-1]
            upstream: {url: "http://10.0.0.9:9000/v1", model: m, apiKeyFrom: env:HIDDEN_PLACE}
            label: {providerCode: 001191999999MA000001541FT01}
            complaints: {phone: "12345", url: "https://example.org/?a=1&b=%22", hours: 每天24小时}
            human: 福田区政务服务大厅（示例）综合窗口
            languages: [zh, en]
            en: {name: Xiaofu, department: Futian Government Services (sample)}
            """;

    private static final String GUARDIAN = """
            apiVersion: jianhu/v1
            kind: Guardian
            id: g-1
            name: 示例甲
            office: 示例科
            trained: {validUntil: 2027-03-31}
            contact: {phone: "099-12345678", email: secret@example.org}
            """;

    static Registry registry() {
        return registry(ROBOT);
    }

    private static Registry registry(String robot) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("robots/FT-001.yaml", robot.getBytes(StandardCharsets.UTF_8));
        files.put("guardians/g-1.yaml", GUARDIAN.getBytes(StandardCharsets.UTF_8));
        Problems problems = new Problems();
        return Registry.compile(new Folder("p", files), problems, new Words(Set.of("openai"), Set.of()))
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    private static Page.Whole visit(String method, String path, String accept) {
        Registry registry = registry(ROBOT);
        Desk desk = Tellers.desk(registry, Tellers.tickets(), () -> Instant.parse("2026-11-23T04:00:00Z"));
        return Tellers.serve(
                desk, new Visit(method, path, Map.of(), Map.of("accept", accept), new byte[0], "127.0.0.1", true));
    }

    private static String text(Page.Whole page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "'' | application/json",
                "application/json | application/json",
                "application/json, text/html;q=0.5 | application/json",
                "text/html;q=0, */* | application/json",
                "text/html;q=x | application/json",
                "text/html | text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html"
            })
    void answersInTheTypeTheVisitorPrefers(String accept, String type) {
        Page.Whole page = visit("GET", "/robots/FT-001", accept);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("content-type")).startsWith(type);
        assertThat(page.headers()).containsEntry("vary", "accept").containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void theCardSaysThatItIsAMachineAndWhoAnswersForIt() {
        assertThat(text(visit("GET", "/robots/FT-001", "")))
                .contains("\"machine\":true", "不是真人", "示例科", "示例-备案-001", "2027-12-31", "12345", "转人工")
                .contains("\"onDuty\":true")
                .doesNotContain("示例甲", "099-12345678", "secret@", "10.0.0.9", "HIDDEN_PLACE");
        assertThat(text(visit("GET", "/robots/FT-001", "text/html")))
                .contains("我是人工智能机器人，不是真人", "示例科", "示例-备案-001", "2027-12-31", "12345", "转人工", "正在上岗")
                .doesNotContain("示例甲", "099-12345678", "secret@", "10.0.0.9", "HIDDEN_PLACE");
    }

    @Test
    void thePageEscapesEverythingAndRunsNothing() {
        Page.Whole page = visit("GET", "/robots/FT-001", "text/html");
        assertThat(text(page))
                .contains("&lt;b onclick=&#39;x&#39;&gt;小福&amp;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("href=\"https://example.org/?a=1&amp;b=%22\"")
                .doesNotContain("<script", "<b onclick");
        assertThat(page.headers().get("content-security-policy"))
                .contains("default-src 'none'", "style-src 'sha256-")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /robots/FT-404, 404",
        "GET, /robots/, 404",
        "GET, /robots/FT-001/, 404",
        "GET, /robots/FT-001/nothing, 404",
        "GET, /, 404",
        "POST, /robots/FT-001, 405",
        "HEAD, /robots/FT-001, 200"
    })
    void answersOtherPathsAndMethods(String method, String path, int status) {
        Page.Whole page = visit(method, path, "");
        assertThat(page.status()).isEqualTo(status);
        if (status != 200) {
            assertThat(text(page)).startsWith("{\"error\":{\"message\":\"").contains("\"type\":", "\"code\":");
        }
    }

    @Test
    void noticesKnowEveryValueThatARobotGives() {
        Registry registry = registry(ROBOT);
        assertThat(registry.noticeValues(registry.robots().iterator().next()).keySet())
                .isSubsetOf(Notices.VARIABLES)
                .containsAll(Notices.VARIABLES.stream()
                        .filter(name -> !Set.of("ticket", "tool", "tool.en").contains(name))
                        .toList());
    }

    @Test
    void aRobotOffDutySaysSo() throws Exception {
        Registry registry = registry(ROBOT.replace("on-duty", "suspended").replace("\"<b onclick='x'>小福&\"", "小福"));
        Desk desk = Tellers.desk(registry, Tellers.tickets(), () -> Instant.parse("2026-11-23T04:00:00Z"));
        Page.Whole page = Tellers.serve(
                desk,
                new Visit(
                        "GET",
                        "/robots/FT-001",
                        Map.of(),
                        Map.of("accept", "text/html"),
                        new byte[0],
                        "127.0.0.1",
                        true));
        assertThat(text(page)).contains("现在不在岗").doesNotContain("正在上岗");
        Files.write(Path.of("target/card.html"), page.body());
    }
}
