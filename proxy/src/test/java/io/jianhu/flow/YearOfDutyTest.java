package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.robot.Duty;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether a robot may speak is decided anew for each question, by the day on which it is asked. */
class YearOfDutyTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);
    private static final List<LocalTime> TIMES = List.of(LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.MAX);
    private static final String VALID = "2027-12-31";

    private record Lapse(String file, String before, String after, String reason, String notice) {}

    private static final List<Lapse> LAPSES = List.of(
            new Lapse(
                    "robots/FT-001.yaml",
                    "number: 示例-备案-001, validUntil: " + VALID,
                    "number: 示例-备案-001, validUntil: 2027-03-31",
                    "filing-lapsed",
                    "备案已到期"),
            new Lapse(
                    "robots/FT-001.yaml",
                    "model: sample-chat, validUntil: " + VALID,
                    "model: sample-chat, validUntil: 2027-03-31",
                    "assessment-lapsed",
                    "上岗评估已到期"),
            new Lapse(
                    "guardians/g-001.yaml",
                    "validUntil: " + VALID,
                    "validUntil: 2027-03-31",
                    "guardian-untrained",
                    "监护人培训已到期"));

    /** By the day from which it holds: what each question of the day gets. */
    private static Map<LocalDate, String> year(Hall hall) {
        Map<LocalDate, String> turns = new TreeMap<>();
        String before = "";
        for (LocalDate day = NEW_YEAR; day.getYear() == NEW_YEAR.getYear(); day = day.plusDays(1)) {
            for (LocalTime time : TIMES) {
                hall.now = day.atTime(time).atZone(Duty.ZONE).toInstant();
                Asking asking = hall.ask(Asking.question(true, "居住证怎么办"), Asking.stream("好。"));
                String gets = Optional.of(asking.stamp())
                                .filter(stamp -> stamp.contains("registry."))
                                .map(stamp -> stamp.replaceAll("(?s).*registry\\.([a-z-]+).*", "$1"))
                                .orElse("works")
                        + " " + asking.given();
                String kind = gets.substring(0, gets.indexOf(' '));
                if (!kind.equals(before)) {
                    assertThat(turns).as("a turn within a day").doesNotContainKey(day);
                    assertThat(time).isEqualTo(LocalTime.MIDNIGHT);
                    turns.put(day, gets);
                    before = kind;
                }
            }
        }
        return turns;
    }

    @Test
    void aRobotWithValidPapersWorksAllYear() {
        assertThat(year(new Hall()).values()).singleElement().asString().startsWith("works");
    }

    @Test
    void eachLapseStopsTheRobotOnItsDayWithItsNotice() {
        for (Lapse lapse : LAPSES) {
            Edition edition = Hall.edition(lapse.file(), text -> {
                assertThat(text).contains(lapse.before());
                return text.replace(lapse.before(), lapse.after());
            });
            Map<LocalDate, String> turns = year(new Hall(edition, true));
            assertThat(turns).containsOnlyKeys(NEW_YEAR, LocalDate.of(2027, 4, 1));
            assertThat(turns.get(NEW_YEAR)).startsWith("works");
            assertThat(turns.get(LocalDate.of(2027, 4, 1)))
                    .startsWith(lapse.reason())
                    .contains(lapse.notice());
        }
    }
}
