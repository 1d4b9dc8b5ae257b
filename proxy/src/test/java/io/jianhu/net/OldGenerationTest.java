package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is known of the heap. */
class OldGenerationTest {

    private long now = 77;
    private long collections;
    private double share;

    private final OldGeneration.Source source = new OldGeneration.Source() {
        @Override
        public double share() {
            return share;
        }

        @Override
        public long collections() {
            return collections;
        }
    };

    @Test
    void onlyWhatACollectionHasLeftCountsAndNotForEver() {
        OldGeneration heap = new OldGeneration(source, () -> now);
        share = 0.9;
        assertThat(heap.getAsDouble()).isZero();
        collections++;
        assertThat(heap.getAsDouble()).isEqualTo(0.9);
        now += Duration.ofSeconds(29).toNanos();
        assertThat(heap.getAsDouble()).isEqualTo(0.9);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(heap.getAsDouble()).isZero();
        collections++;
        assertThat(heap.getAsDouble()).isEqualTo(0.9);
    }

    @Test
    void thisProcessTellsWhatLives() {
        OldGeneration heap = OldGeneration.ofThisJvm(System::nanoTime);
        byte[][] living = new byte[8][];
        for (int i = 0; i < living.length; i++) {
            living[i] = new byte[1 << 20];
        }
        System.gc();
        assertThat(heap.getAsDouble()).isGreaterThan(0).isLessThan(0.75);
        assertThat(living).hasDimensions(8, 1 << 20);
        assertThat(Memory.ofThisProcess().direct()).isBetween(0.0, 0.75);
    }

    @Test
    void levelsBeginWhereTheySay() {
        assertThat(Memory.Level.of(0.74)).isEqualTo(Memory.Level.CALM);
        assertThat(Memory.Level.of(0.75)).isEqualTo(Memory.Level.TIGHT);
        assertThat(Memory.Level.of(0.85)).isEqualTo(Memory.Level.SCARCE);
        assertThat(Memory.Level.of(0.92)).isEqualTo(Memory.Level.EXHAUSTED);
        assertThat(new Memory(() -> 0.1, () -> 0.8).look()).isEqualTo(Memory.Level.TIGHT);
    }
}
