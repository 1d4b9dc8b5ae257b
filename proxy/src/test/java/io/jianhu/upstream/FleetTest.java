package io.jianhu.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.robot.Robot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of a model's endpoints while the robot's file changes. */
final class FleetTest {

    private static final Robot.Endpoint SICK = at("http://a/v1", 1);
    private static final Robot.Endpoint WELL = at("http://b/v1", 1);

    private final Fleet fleet = new Fleet("FT-001", InstantSource.fixed(Instant.EPOCH), new Random(7));

    private static Robot.Endpoint at(String url, int weight) {
        return new Robot.Endpoint(URI.create(url), Optional.empty(), weight);
    }

    private int asked(Robot.Endpoint endpoint, List<Robot.Endpoint> among) {
        int times = 0;
        for (int i = 0; i < 1000; i++) {
            Robot.Endpoint chosen = fleet.choose(among, Set.of()).orElseThrow();
            fleet.done(chosen, Fleet.Result.GOOD);
            times += chosen.url().equals(endpoint.url()) ? 1 : 0;
        }
        return times;
    }

    @Test
    void anEjectionOutlivesAChangeOfTheFileAndEndsWithTheAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(fleet.choose(List.of(SICK, WELL), Set.of(WELL.url()))).hasValue(SICK);
            fleet.done(SICK, Fleet.Result.BAD);
        }
        Robot.Endpoint heavier = at("http://a/v1", 5);
        assertThat(asked(heavier, List.of(heavier, WELL, at("http://c/v1", 1)))).isZero();
        assertThat(fleet.ejected()).isEqualTo(1);
        assertThat(asked(WELL, List.of(WELL))).isEqualTo(1000);
        assertThat(fleet.ejected()).isZero();
    }

    @Test
    void anIdleFleetIsAskedByWeight() {
        assertThat(asked(SICK, List.of(at("http://a/v1", 3), WELL))).isBetween(700, 800);
    }

    private boolean isAskedAfter(int good, int bad) {
        for (int i = 0; i < 50; i++) {
            for (int call = 0; call < good + bad; call++) {
                if (!fleet.enter()) {
                    return false;
                }
                fleet.left(call < good ? Fleet.Result.GOOD : Fleet.Result.BAD, Duration.ofMillis(1));
            }
        }
        return fleet.enter();
    }

    @Test
    void aModelThatAnswersSomeCitizensIsAskedOneThatAnswersHardlyAnyIsNot() {
        assertThat(isAskedAfter(2, 3)).isTrue();
        assertThat(isAskedAfter(1, 9)).isFalse();
        assertThat(fleet.breaker()).isEqualTo(2);
    }
}
