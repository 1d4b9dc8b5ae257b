package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.signing.Algorithm;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    private static final String VOCABULARY = """
            apiVersion: jianhu/v1
            kind: Vocabulary
            types:
              consultation: {zh: 咨询类, en: Consultation}
            levels:
              L1: {zh: 一级, en: One, may: [{zh: 解答}], mayNot: [{zh: 办理, en: Handle}]}
            """;

    @Test
    void readsARobotWithItsDefaults() {
        Robot robot = Sample.compile(Sample.all()).robot("FT-001").orElseThrow();
        assertThat(robot.scenes()).containsExactly("居住登记", "社保咨询");
        assertThat(robot.status()).isEqualTo(Robot.Status.ON_DUTY);
        assertThat(robot.upstream().dialect()).isEqualTo("openai");
        assertThat(robot.upstream().timeouts())
                .isEqualTo(new Robot.Timeouts(
                        Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(10)));
        assertThat(robot.label().place()).isEqualTo(Robot.Label.Place.FIRST);
        assertThat(robot.policy())
                .isEqualTo(new Robot.Conduct(
                        1,
                        1,
                        Robot.Conduct.Hold.MINIMAL,
                        Robot.Conduct.OnFailure.CLOSED,
                        Optional.empty(),
                        Robot.Conduct.Drift.WARN,
                        Robot.Conduct.Media.REFUSE,
                        Optional.empty()));
        assertThat(robot.languages()).containsExactly("zh");
        assertThat(robot.profile().type()).isEqualTo("consultation");
    }

    @Test
    void readsWhatARobotMayRepeat() {
        assertThat(cache("off")).isEmpty();
        assertThat(cache("on")).hasValue(Robot.Conduct.Cache.DEFAULT);
        assertThat(cache("{}")).hasValue(Robot.Conduct.Cache.DEFAULT);
        assertThat(cache("{ttl: 90s, answer: 1MiB}"))
                .hasValue(new Robot.Conduct.Cache(Duration.ofSeconds(90), 1 << 20));
    }

    @Test
    void whatARobotMayRepeatHasBounds() {
        String robot = Sample.ROBOT + "policy: {cache: {ttl: 25h, answer: 9MiB, tll: 1s}}\n";
        assertThat(Sample.problems(Sample.withRobot(robot)))
                .containsExactly(
                        "robots/FT-001.yaml:20:23: ttl: 90000s (expected: at most 24h)",
                        "robots/FT-001.yaml:20:36: answer: 9437184 bytes (expected: 1KiB to 8MiB)",
                        "robots/FT-001.yaml:20:42: unknown key 'tll' (did you mean 'ttl'?)");
        assertThat(Sample.problems(Sample.withRobot(Sample.ROBOT + "policy: {cache: onn}\n")))
                .singleElement()
                .asString()
                .contains("off", "on");
    }

    private static Optional<Robot.Conduct.Cache> cache(String text) {
        String robot = Sample.ROBOT + "policy: {cache: " + text + "}\n";
        return Sample.compile(Sample.withRobot(robot))
                .robot("FT-001")
                .orElseThrow()
                .policy()
                .cache();
    }

    @Test
    void readsHowPersonalDataIsTreated() {
        assertThat(Sample.compile(Sample.all()).robot("FT-001").orElseThrow().privacy())
                .isEqualTo(new Robot.Privacy(Set.of(), false, true, List.of()));
        String robot = Sample.ROBOT + """
                privacy: {keep: [plate], placeholders: surrogates, reasoning: hide}
                public:
                  - {value: 099-12345678, owner: 示例科, reviewBy: 2027-06-30}
                """;
        Registry registry = Sample.compile(Sample.withRobot(robot));
        Robot.Privacy privacy = registry.robot("FT-001").orElseThrow().privacy();
        LocalDate last = LocalDate.of(2027, 6, 30);
        assertThat(privacy.keep()).containsExactly("plate");
        assertThat(privacy.surrogates()).isTrue();
        assertThat(privacy.reasoning()).isFalse();
        assertThat(privacy.known()).singleElement().satisfies(open -> {
            assertThat(open.value()).isEqualTo("099-12345678");
            assertThat(open.reviewBy()).hasValue(last);
        });
        assertThat(registry.overdue(last)).isEmpty();
        assertThat(registry.overdue(last.plusDays(1))).isEqualTo(privacy.known());
    }

    @Test
    void anUnknownKindOfPersonalDataIsAProblem() {
        Problems problems = new Problems();
        String robot = Sample.ROBOT + "privacy: {keep: [plates]}\npublic: [{valu: 1}]\n";
        Registry.compile(
                Sample.folder(Sample.withRobot(robot)),
                problems,
                new Words(Set.of("openai"), Set.of("plate", "mobile")));
        assertThat(problems.list().stream().map(Problem::toString))
                .anyMatch(problem -> problem.contains("'plates' (expected: ") && problem.contains("plate"))
                .anyMatch(problem -> problem.contains("unknown key 'valu'"));
    }

    @Test
    void readsByWhatKeyLabelsAreSigned() {
        assertThat(Sample.compile(Sample.all())
                        .robot("FT-001")
                        .orElseThrow()
                        .label()
                        .sign())
                .isEmpty();
        String robot = Sample.ROBOT.replace(
                "541FT01}", "541FT01, sign: {algorithm: sm2, keyFrom: \"env:JIANHU_NO_SUCH_KEY\"}}");
        LabelKey key = Sample.compile(Sample.withRobot(robot))
                .robot("FT-001")
                .orElseThrow()
                .label()
                .sign()
                .orElseThrow();
        assertThat(key.algorithm()).isEqualTo(Algorithm.SM2);
        assertThat(key.id()).isEqualTo("FT-001");
        assertThat(key.read()).isEmpty();
        assertThat(key.toString()).doesNotContain("NO_SUCH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{algorithm: sm3, keyFrom: 'env:K'} | 18:70: algorithm: 'sm3' (expected: ed25519, sm2) (did you mean 'sm2'?)",
                "{keyFrom: 'env:K'} | 18:58: 'algorithm' is missing",
                "{algorithm: sm2} | 18:58: 'keyFrom' is missing",
                "{algorithm: sm2, keyFrom: K} | 18:84: keyFrom: not the place of a key (expected: env:NAME or file:/ABSOLUTE/PATH)",
                "{algorithm: sm2, keyFrom: 'env:K', keyId: 'a:b'} | 18:100: keyId: 'a:b' (expected: 1-64 letters, digits, '.', '_' or '-')",
                "{algorithm: sm2, keyFrm: 'env:K'} | 18:75: unknown key 'keyFrm' (did you mean 'keyFrom'?)",
            })
    void aWrongSignatureOfLabelsIsNamedWithItsPlace(String sign, String problem) {
        String robot = Sample.ROBOT.replace("541FT01}", "541FT01, sign: " + sign + "}");
        assertThat(Sample.problems(Sample.withRobot(robot))).contains("robots/FT-001.yaml:" + problem);
    }

    @Test
    void readsClientsAndVocabulary() {
        Map<String, String> files = Sample.all();
        files.put("registry.yaml", VOCABULARY);
        Registry registry = Sample.compile(files);
        assertThat(registry.clients())
                .singleElement()
                .satisfies(client ->
                        assertThat(client.limits().requestsPerSecond()).hasValue(5));
        assertThat(registry.vocabulary().level("L1").mayNot()).containsExactly(new Vocabulary.Term("办理", "Handle"));
        assertThat(registry.vocabulary().type("consultation").zh()).isEqualTo("咨询类");
    }

    @Test
    void readsWhatARobotAndAClientMayBeAskedFor() {
        Map<String, String> files = Sample.withRobot(Sample.ROBOT
                + "limits: {requestsPerSecond: 7, streams: 20, bodies: 2MiB, adaptive: {floor: 3, ceiling: 90}}\n");
        files.compute("clients/portal.yaml", (path, text) -> text.replace("streams: 9", "streams: 9, bodies: 64KiB"));
        Registry registry = Sample.compile(files);
        assertThat(registry.robot("FT-001").orElseThrow().limits())
                .isEqualTo(new Robot.Limits(
                        OptionalInt.of(7),
                        OptionalInt.of(20),
                        OptionalInt.of(2 << 20),
                        Optional.of(new Robot.Adaptive(3, 90))));
        assertThat(registry.clients())
                .singleElement()
                .satisfies(client -> assertThat(client.limits().bodies()).hasValue(64 << 10));
        Registry usual = Sample.compile(Sample.withRobot(Sample.ROBOT + "limits: {adaptive: {}}\n"));
        assertThat(usual.robot("FT-001").orElseThrow().limits().adaptive()).contains(new Robot.Adaptive(4, 200));
        assertThat(Sample.compile(Sample.all()).robot("FT-001").orElseThrow().limits())
                .isEqualTo(new Robot.Limits(
                        OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{stream: 5} | 20:10: unknown key 'stream' (did you mean 'streams'?)",
                "{streams: 0} | 20:19: streams: 0 (expected: a whole number from 1 to 1000000)",
                "{bodies: 5} | 20:18: bodies: 5 bytes (expected: 1KiB to 1GiB)",
                "{adaptive: {floor: 9, ceiling: 8}} | 20:40: ceiling: 8 (expected: the floor, 9, or more)",
                "{adaptive: {flor: 9}} | 20:21: unknown key 'flor' (did you mean 'floor'?)",
                "{adaptive: on} | 20:20: 'on' (expected: a mapping)"
            })
    void aWrongLimitIsNamedWithItsPlace(String limits, String problem) {
        assertThat(Sample.problems(Sample.withRobot(Sample.ROBOT + "limits: " + limits + "\n")))
                .contains("robots/FT-001.yaml:" + problem);
    }

    @Test
    void theShippedRegistryCompiles() throws Exception {
        Map<String, String> files = new TreeMap<>();
        Path policies = Path.of("../policies");
        for (String folder : List.of("robots", "guardians", "clients")) {
            try (Stream<Path> paths = Files.list(policies.resolve(folder))) {
                for (Path path : paths.toList()) {
                    files.put(folder + "/" + path.getFileName(), Files.readString(path));
                }
            }
        }
        files.put("registry.yaml", Files.readString(policies.resolve("registry.yaml")));
        assertThat(Sample.compile(files).robots()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void anEmptyFolderIsAnEmptyRegistry() {
        assertThat(Sample.compile(Map.of()).robots()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: 小福 | nmae: 小福 | robots/FT-001.yaml:4:1: unknown key 'nmae' (did you mean 'name'?)",
                "name: 小福 | nmae: 小福 | robots/FT-001.yaml:1:1: 'name' is missing",
                "kind: Robot | kind: Robt | robots/FT-001.yaml:2:7: kind: 'Robt' (expected: Robot) (did you mean 'Robot'?)",
                "jianhu/v1 | jianhu/v2 | robots/FT-001.yaml:1:13: apiVersion: 'jianhu/v2' (expected: jianhu/v1) (did you mean 'jianhu/v1'?)",
                "id: FT-001 | id: FT/001 | robots/FT-001.yaml:3:5: id: 'FT/001' (expected: 1-64 letters, digits, '.', '_' or '-')",
                "on-duty | onduty | robots/FT-001.yaml:12:9: status: 'onduty' (expected: draft, training, assessment, on-duty, suspended, retired) (did you mean 'on-duty'?)",
                "[g-1] | [g-7] | robots/FT-001.yaml:13:13: unknown guardian 'g-7' (did you mean 'g-1'?)",
                "2027-06-30 | 2027-02-30 | robots/FT-001.yaml:10:35: validUntil: 2027-02-30 (expected: a day such as 2027-06-30)",
                "number: 备-1, | '' | robots/FT-001.yaml:10:9: 'number' is missing",
                "model: m-1, | '' | robots/FT-001.yaml:11:13: 'model' is missing",
                "http://127 | ftp://127 | robots/FT-001.yaml:15:8: url: not an address of a model (expected: http or https, a host, no user, query or fragment)",
                "http://127 | http://u:hush@127 | robots/FT-001.yaml:15:8: url: not an address of a model (expected: http or https, a host, no user, query or fragment)",
                "env:FT001_KEY | sk-hush | robots/FT-001.yaml:17:15: apiKeyFrom: not the place of a key (expected: env:NAME or file:/ABSOLUTE/PATH)",
                "env:FT001_KEY | file:key | robots/FT-001.yaml:17:15: apiKeyFrom: not the place of a key (expected: env:NAME or file:/ABSOLUTE/PATH)",
                "000001541FT01 | 000001551FT01 | robots/FT-001.yaml:18:23: providerCode: provider code with credit code '91999999MA00000155' (expected: check digit '4' at its end)",
                "'complaints: {phone: \"12345\"}' | 'complaints: {phon: \"12345\"}' | robots/FT-001.yaml:19:14: unknown key 'phon' (did you mean 'phone'?)",
                "level: L1 | 'level: L1\npolicy: {strictness: 5}' | robots/FT-001.yaml:9:22: strictness: 5 (expected: a whole number from 1 to 4)",
                "level: L1 | 'level: L1\npolicy: {cache: maybe}' | robots/FT-001.yaml:9:17: cache: 'maybe' (expected: off, on)"
            })
    void refusesAtItsPlace(String was, String becomes, String problem) {
        String robot = Sample.ROBOT.replace(was, becomes.replace("\\n", "\n"));
        assertThat(robot).isNotEqualTo(Sample.ROBOT);
        assertThat(Sample.problems(Sample.withRobot(robot))).contains(problem).noneMatch(line -> line.contains("hush"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[FT-001] | [FT-010] | clients/portal.yaml:4:10: unknown robot 'FT-010' (did you mean 'FT-001'?)",
                "sha256: | md5: | clients/portal.yaml:6:12: hash: not a hash (expected: sha256: and 64 lower-case hexadecimal digits)",
                "streams: 9 | streams: 0 | clients/portal.yaml:7:41: streams: 0 (expected: a whole number from 1 to 1000000)",
                "limits: | certificate: {san: ['*.gov.example']}~limits: | clients/portal.yaml:7:21: san: '*.gov.example' (expected: a host's name without wildcard such as portal.gov.example, or an address such as spiffe://gov.example/portal)",
                "limits: | certificate: {san: ['spiffe:// x']}~limits: | clients/portal.yaml:7:21: san: 'spiffe:// x' (expected: a host's name without wildcard such as portal.gov.example, or an address such as spiffe://gov.example/portal)",
                "limits: | certificate: {sans: [a]}~limits: | clients/portal.yaml:7:15: unknown key 'sans' (did you mean 'san'?)",
                "limits: | certificates: {san: [a]}~limits: | clients/portal.yaml:7:1: unknown key 'certificates' (did you mean 'certificate'?)",
                "streams: 9 | stream: 9 | clients/portal.yaml:7:32: unknown key 'stream' (did you mean 'streams'?)"
            })
    void refusesClientsAtTheirPlace(String was, String becomes, String problem) {
        Map<String, String> files = Sample.all();
        files.put("clients/portal.yaml", Sample.CLIENT.replace(was, becomes.replace("~", "\n")));
        assertThat(Sample.problems(files)).containsExactly(problem);
    }

    @Test
    void refusesWordsOutsideTheVocabularyAndDuplicates() {
        Map<String, String> files = Sample.all();
        files.put("registry.yaml", VOCABULARY);
        files.put(
                "robots/FT-002.yaml",
                Sample.ROBOT.replace("consultation", "consultaton").replace("L1", "L9"));
        files.put("clients/twin.yaml", Sample.CLIENT.replace("portal", "twin"));
        assertThat(Sample.problems(files))
                .containsExactly(
                        "clients/twin.yaml:6:12: key stands already in clients/portal.yaml:6",
                        "robots/FT-002.yaml:3:5: robot FT-001 stands already in robots/FT-001.yaml:3",
                        "robots/FT-002.yaml:7:7: type: 'consultaton' (expected: consultation) (did you mean 'consultation'?)",
                        "robots/FT-002.yaml:8:8: level: 'L9' (expected: L1) (did you mean 'L1'?)");
    }

    @Test
    void secretsAreReadWhenUsedAndNeverPrinted(@TempDir Path folder) throws Exception {
        Secret fromEnvironment = Secret.at("env:NAME");
        assertThat(fromEnvironment.reveal(name -> Optional.of("hush\n").filter(value -> name.equals("NAME"))))
                .contains("hush");
        assertThat(fromEnvironment.reveal(name -> Optional.empty())).isEmpty();
        assertThat(fromEnvironment.reveal(name -> Optional.of("a\r\nx: y"))).isEmpty();
        Path file = Files.writeString(folder.resolve("key"), "hush2\n");
        Secret fromFile = Secret.at("file:" + file);
        assertThat(fromFile.reveal()).contains("hush2");
        Files.writeString(file, "hush3");
        assertThat(fromFile.reveal()).contains("hush3");
        Files.delete(file);
        assertThat(fromFile.reveal()).isEmpty();
        assertThat(fromFile).hasToString("***");
        assertThat(Sample.compile(Sample.all()).robots().toString())
                .contains("***")
                .doesNotContain("FT001_KEY");
    }
}
