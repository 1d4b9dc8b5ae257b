package io.jianhu.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolTest {

    private final Tool python = new Tool("python3", new Version(3, 10));

    @Test
    void aProgramThatIsNewEnoughIsNoObstacle() {
        assertThat(python.obstacle("Python 3.10.0\n")).isEmpty();
        assertThat(python.obstacle("Python 3.11.7\n")).isEmpty();
        assertThat(new Tool("node", new Version(20, 0)).obstacle("v24.1.0\n")).isEmpty();
    }

    @Test
    void anOldOneIsToldWithWhatWasExpected() {
        assertThat(python.obstacle("Python 3.9.18\n")).contains("python3 3.9 (expected: 3.10 or newer)");
        assertThat(python.obstacle("command not known"))
                .contains("python3 does not tell its version (expected: 3.10 or newer)");
    }

    @Test
    void soIsAMissingOne() throws InterruptedException {
        assertThat(new Tool("no-such-program-here", new Version(1, 0)).obstacle())
                .contains("no no-such-program-here on this machine (expected: 1.0 or newer)");
    }
}
