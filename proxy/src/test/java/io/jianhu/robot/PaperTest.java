package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperTest {

    private static final LocalDate LAST = LocalDate.of(2027, 3, 31);

    @Test
    void aPaperEndsThirtyDaysAhead() {
        Paper paper = new Paper(Paper.Kind.FILING, LAST);
        assertThat(paper.isEnding(LAST.minusDays(31))).isFalse();
        assertThat(paper.isEnding(LAST.minusDays(30))).isTrue();
        assertThat(paper.daysLeft(LAST)).isZero();
        assertThat(paper.daysLeft(LAST.plusDays(1))).isEqualTo(-1);
        assertThat(paper.isEnding(LAST.plusDays(1))).isTrue();
    }

    @Test
    void theGuardianWhoIsTrainedLongestCounts() {
        Map<String, String> files = Sample.all();
        files.put("robots/FT-001.yaml", Sample.ROBOT.replace("[g-1]", "[g-1, g-2]"));
        files.put(
                "guardians/g-2.yaml",
                Sample.GUARDIAN.replace("id: g-1", "id: g-2").replace("2027-03-31", "2028-01-01"));
        Registry registry = Sample.compile(files);
        assertThat(registry.papers(registry.robot("FT-001").orElseThrow()))
                .containsExactly(
                        new Paper(Paper.Kind.FILING, LocalDate.of(2027, 6, 30)),
                        new Paper(Paper.Kind.ASSESSMENT, LocalDate.of(2027, 1, 31)),
                        new Paper(Paper.Kind.TRAINING, LocalDate.of(2028, 1, 1)));
    }

    @Test
    void whatIsNotThereHasNoPaper() {
        Map<String, String> files = Sample.all();
        files.put(
                "robots/FT-001.yaml",
                Sample.ROBOT
                        .replaceAll("filing: .*\n", "")
                        .replaceAll("assessment: .*\n", "")
                        .replace("on-duty", "draft"));
        Registry registry = Sample.compile(files);
        assertThat(registry.papers(registry.robot("FT-001").orElseThrow()))
                .extracting(Paper::kind)
                .containsExactly(Paper.Kind.TRAINING);
    }
}
