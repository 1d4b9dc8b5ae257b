package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final Optional<String> KEY = Optional.of(Sample.KEY);

    @Test
    void admitsTheBearerOfAKeyToARobotOnDuty() {
        Registry registry = Sample.compile(Sample.all());
        assertThat(registry.admit("FT-001", KEY, NOON)).isInstanceOfSatisfying(Admission.Admitted.class, admitted -> {
            assertThat(admitted.client().id()).isEqualTo("portal");
            assertThat(admitted.robot().name()).isEqualTo("小福");
        });
    }

    @ParameterizedTest
    @CsvSource({"FT-001", "FT-404", "../etc", "''"})
    void withoutAKeyNothingIsLearntOfRobots(String robot) {
        Registry registry = Sample.compile(Sample.all());
        String other = ApiKey.create(new java.util.Random(8));
        for (Optional<String> key :
                java.util.List.of(Optional.<String>empty(), Optional.of(""), Optional.of("jh_x"), Optional.of(other))) {
            assertThat(registry.admit(robot, key, NOON)).isEqualTo(new Admission.UnknownKey());
        }
    }

    @Test
    void knowsWhichRobotsThereAreAndWhoMayCallThem() {
        Map<String, String> files = Sample.all();
        files.put("robots/FT-002.yaml", Sample.ROBOT.replace("id: FT-001", "id: FT-002"));
        Registry registry = Sample.compile(files);
        assertThat(registry.admit("FT-404", KEY, NOON)).isEqualTo(new Admission.UnknownRobot());
        assertThat(registry.admit("a/b", KEY, NOON)).isEqualTo(new Admission.UnknownRobot());
        assertThat(registry.admit("FT-002", KEY, NOON)).isEqualTo(new Admission.NotForClient());
        assertThat(registry.admitAnyone("FT-002", NOON)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void anOffDutyRobotOfAnotherClientIsForbiddenNotOffDuty() {
        Map<String, String> files = Sample.all();
        files.put(
                "robots/FT-002.yaml",
                Sample.ROBOT.replace("id: FT-001", "id: FT-002").replace("on-duty", "retired"));
        assertThat(Sample.compile(files).admit("FT-002", KEY, NOON)).isEqualTo(new Admission.NotForClient());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: on-duty            | status: draft               | draft",
                "status: on-duty            | status: training            | training",
                "status: on-duty            | status: assessment          | assessment",
                "status: on-duty            | status: suspended           | suspended",
                "status: on-duty            | status: retired             | retired",
                "status: on-duty            | ''                          | draft",
                "filing: {number: 备-1, validUntil: 2027-06-30} | ''      | unfiled",
                "validUntil: 2027-06-30     | validUntil: 2026-11-22      | filing-lapsed",
                "assessment: {report: 评-1, model: m-1, policy: p-1, validUntil: 2027-01-31} | '' | unassessed",
                "validUntil: 2027-01-31     | validUntil: 2026-11-22      | assessment-lapsed",
                "'  model: m-1'             | '  model: m-2'              | model-changed",
                "guardians: [g-1]           | guardians: []               | guardian-missing",
                "guardians: [g-1]           | guardians: [g-2]            | guardian-untrained",
                "guardians: [g-1]           | guardians: [g-3]            | guardian-untrained"
            })
    void everyReasonForBeingOffDuty(String was, String becomes, String reason) {
        String robot = Sample.ROBOT.replace(was, becomes);
        assertThat(robot).isNotEqualTo(Sample.ROBOT);
        Map<String, String> files = Sample.withRobot(robot);
        files.put(
                "guardians/g-2.yaml",
                Sample.GUARDIAN.replace("g-1", "g-2").replace("trained: {validUntil: 2027-03-31}", ""));
        files.put("guardians/g-3.yaml", Sample.GUARDIAN.replace("g-1", "g-3").replace("2027-03-31", "2026-11-22"));
        assertThat(Sample.compile(files).admit("FT-001", KEY, NOON))
                .isInstanceOfSatisfying(
                        Admission.OffDuty.class, off -> assertThat(off.reason()).isEqualTo(reason));
        assertThat(Duty.REASONS).contains(reason);
    }

    @Test
    void oneTrainedGuardianIsEnough() {
        Map<String, String> files = Sample.withRobot(Sample.ROBOT.replace("[g-1]", "[g-2, g-1]"));
        files.put("guardians/g-2.yaml", Sample.GUARDIAN.replace("g-1", "g-2").replace("2027-03-31", "2020-01-01"));
        assertThat(Sample.compile(files).admit("FT-001", KEY, NOON)).isInstanceOf(Admission.Admitted.class);
    }

    /** One robot through its life; each paper is good through the end of its last day in Shanghai (UTC+8). */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, on duty",
        "2027-01-31T15:59:59Z, on duty",
        "2027-01-31T16:00:00Z, assessment-lapsed",
        "2027-06-30T15:59:59Z, assessment-lapsed",
        "2027-06-30T16:00:00Z, filing-lapsed",
        "2027-12-31T15:59:59Z, filing-lapsed",
        "2027-12-31T16:00:00Z, no key"
    })
    void theCalendarOfARobot(Instant now, String expected) {
        String found = switch (Sample.compile(Sample.all()).admit("FT-001", KEY, now)) {
            case Admission.Admitted admitted -> "on duty";
            case Admission.OffDuty off -> off.reason();
            case Admission.UnknownKey unknown -> "no key";
            case Admission.UnknownRobot unknown -> "no robot";
            case Admission.NotForClient not -> "not for client";
        };
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aRobotThatIsAssessedWorksWhateverItsPapersSay() {
        String robot = Sample.ROBOT
                .replace("status: on-duty", "status: assessment")
                .replaceAll("(filing|assessment|guardians): .*\n", "");
        Map<String, String> files = Sample.withRobot(robot);
        files.put("robots/FT-002.yaml", robot.replace("id: FT-001", "id: FT-002"));
        Registry registry = Sample.compile(files);
        assertThat(registry.admitAnyone("FT-001", NOON)).isInstanceOf(Admission.OffDuty.class);
        Registry assessing = registry.withAssessed(new io.jianhu.chat.RobotId("FT-001"))
                .withUpstream(java.net.URI.create("http://127.0.0.1:1/v1"));
        assertThat(assessing.admitAnyone("FT-001", NOON)).isInstanceOf(Admission.Admitted.class);
        assertThat(assessing.admit("FT-001", Optional.empty(), NOON)).isEqualTo(new Admission.UnknownKey());
        assertThat(assessing.admitAnyone("FT-002", NOON)).isInstanceOf(Admission.OffDuty.class);
    }

    @Test
    void aCertificateOpensForTheOneClientThatItNames() {
        Map<String, String> files = Sample.all();
        files.put(
                "clients/portal.yaml",
                Sample.CLIENT + "certificate: {san: [Portal.gov.example, 'spiffe://gov.example/portal']}\n");
        files.put("clients/hall.yaml", """
                apiVersion: jianhu/v1
                kind: Client
                id: hall
                robots: []
                certificate: {san: hall.gov.example}
                """);
        Registry registry = Sample.compile(files);
        San portal = San.dns("portal.gov.example").orElseThrow();
        San hall = San.dns("HALL.gov.example").orElseThrow();
        San address = San.uri("spiffe://gov.example/portal").orElseThrow();
        assertThat(registry.admit("FT-001", Set.of(portal), NOON)).isInstanceOf(Admission.Admitted.class);
        assertThat(registry.admit("FT-001", Set.of(portal, address), NOON)).isInstanceOf(Admission.Admitted.class);
        assertThat(registry.admit("FT-001", Set.of(hall), NOON)).isEqualTo(new Admission.NotForClient());
        assertThat(registry.admit("FT-001", Set.of(portal, hall), NOON)).isEqualTo(new Admission.UnknownKey());
        assertThat(registry.admit("FT-001", Set.of(), NOON)).isEqualTo(new Admission.UnknownKey());
        assertThat(registry.admit("FT-009", Set.of(), NOON)).isEqualTo(new Admission.UnknownKey());
        assertThat(registry.admit("FT-001", Set.of(new San(San.Kind.URI, "portal.gov.example")), NOON))
                .isEqualTo(new Admission.UnknownKey());
        files.put("clients/hall.yaml", files.get("clients/hall.yaml").replace("hall.gov", "portal.gov"));
        assertThat(Sample.problems(files))
                .containsExactly("clients/portal.yaml:8:21: certificate stands already in clients/hall.yaml:5");
    }

    @Test
    void theDemoAddsAClientAndMovesTheModels() {
        String key = ApiKey.create(new java.util.Random(9));
        Client demo = new Client(
                "demo",
                "demo",
                java.util.List.of(new Client.Key(ApiKey.hash(key), Optional.empty())),
                java.util.Set.of("*"),
                Client.Limits.NONE);
        Registry registry =
                Sample.compile(Sample.all()).with(demo).withUpstream(java.net.URI.create("http://127.0.0.1:1/v1"));
        assertThat(registry.admit("FT-001", Optional.of(key), NOON))
                .isInstanceOfSatisfying(
                        Admission.Admitted.class,
                        admitted -> assertThat(admitted.robot()
                                        .upstream()
                                        .endpoints()
                                        .getFirst()
                                        .url())
                                .hasPort(1));
        assertThat(registry.admit("FT-001", KEY, NOON)).isInstanceOf(Admission.Admitted.class);
    }
}
