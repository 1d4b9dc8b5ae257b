package io.jianhu.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.RobotId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final RobotId ROBOT = new RobotId("FT-001");

    private final Alarm alarm = new Alarm();

    private boolean rings(RobotId robot, int minute) {
        return alarm.rings(robot, 3, WITHIN, START.plus(Duration.ofMinutes(minute)));
    }

    @Test
    void ringsAtTheLimitWithinTheTime() {
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(ROBOT, 5)).isFalse();
        assertThat(rings(ROBOT, 10)).isTrue();
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(ROBOT, 5)).isFalse();
        assertThat(rings(ROBOT, 11)).isFalse();
        assertThat(rings(ROBOT, 15)).isTrue();
    }

    @Test
    void robotsDoNotCountForEachOtherAndAnAlarmBeginsAnew() {
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(new RobotId("FT-002"), 0)).isFalse();
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(ROBOT, 0)).isTrue();
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(ROBOT, 0)).isFalse();
        assertThat(rings(ROBOT, 0)).isTrue();
    }

    @Test
    void aLimitOfOneRingsAtOnce() {
        assertThat(alarm.rings(ROBOT, 1, WITHIN, START)).isTrue();
        assertThat(alarm.rings(ROBOT, 1, WITHIN, START)).isTrue();
    }
}
