package io.jianhu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26T16:37:10.000Z",
                "2026-11-26T16:37:10.007Z",
                "2026-11-26T16:37:10.999Z",
                "2026-11-26T16:37:09.070Z",
                "1969-12-31T23:59:59.250Z"
            })
    void timesHaveThreeDecimalsWhateverTheTimeBefore(String time) {
        assertThat(Json.time(Instant.parse("2026-11-26T16:37:10.5Z"))).isEqualTo("2026-11-26T16:37:10.500Z");
        assertThat(Json.time(Instant.parse(time).plusNanos(999_999))).isEqualTo(time);
    }
}
