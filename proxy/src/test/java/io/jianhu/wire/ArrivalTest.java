package io.jianhu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.RobotId;
import io.jianhu.chat.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {

    @ParameterizedTest
    @CsvSource({"'', sample-chat", "other, other"})
    void aQuestionThatNamesNoModelIsForTheRobots(String asked, String named) {
        Arrival arrival = new Arrival(
                "r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, Media.REFUSE, "sample-chat");
        Shape shape = new Shape(asked, true, true, Optional.of("c-1"));
        assertThat(arrival.raw(shape, List.of()).shape()).isEqualTo(new Shape(named, true, true, Optional.of("c-1")));
    }
}
