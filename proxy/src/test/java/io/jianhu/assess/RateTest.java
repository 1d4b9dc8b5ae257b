package io.jianhu.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    /** Found by bisection of the score equation {@code (p - q)² n = z² q (1 - q)}, not by the formula under test. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0000, 0.2775",
        "5, 10, 0.2366, 0.7634",
        "10, 10, 0.7225, 1.0000",
        "1, 1, 0.2065, 1.0000",
        "95, 100, 0.8882, 0.9785",
        "475, 500, 0.9272, 0.9659",
        "20, 500, 0.0260, 0.0610",
    })
    void intervalsAreAsKnown(int hits, int of, double low, double high) {
        Rate rate = new Rate(hits, of);
        assertThat(rate.low()).isCloseTo(low, within(0.00005));
        assertThat(rate.high()).isCloseTo(high, within(0.00005));
    }

    @Property
    void theShareIsWithinItsIntervalAndMoreTrialsNarrowIt(
            @ForAll @IntRange(max = 1000) int hits, @ForAll @IntRange(min = 1, max = 1000) int more) {
        Rate rate = new Rate(hits, hits + more);
        assertThat(rate.low()).isBetween(0.0, rate.share());
        assertThat(rate.high()).isBetween(rate.share(), 1.0);
        Rate tenfold = new Rate(hits * 10, (hits + more) * 10);
        assertThat(tenfold.high() - tenfold.low()).isLessThan(rate.high() - rate.low());
    }

    @Test
    void nothingOfNothingIsNoShare() {
        Rate none = new Rate(0, 0);
        assertThat(none.percent()).isEqualTo("—");
        assertThat(none.interval()).isEqualTo("—");
        assertThat(none.low()).isZero();
        assertThat(none.high()).isEqualTo(1);
        assertThatThrownBy(() -> new Rate(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1999, 2000, 100.0 %, 99.9 %",
        "1, 9999, 0.0 %, 0.1 %",
        "9999, 9999, 99.9 %, 100.0 %",
        "0, 9999, 0.1 %, 0.0 %"
    })
    void wholeSharesAreWholeOnly(int hits, int of, String not, String shown) {
        assertThat(new Rate(hits, of).percent()).isEqualTo(shown).isNotEqualTo(not);
    }
}
