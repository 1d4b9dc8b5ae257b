package io.jianhu.loadtest.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void processorTimeIsReadPastANameWithSpaces() {
        ProcessFigures figures = ProcessFigures.read(
                "12 (a (b) c) S 1 1 1 0 -1 4194304 1 0 0 0 150 25 0 0 20 0 9 0 100 1 1\n",
                "Name:\ta\nVmRSS:\t  2048 kB\n");
        assertThat(figures).isEqualTo(new ProcessFigures(1_750_000_000L, 2048));
    }
}
