package io.jianhu.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChainsTest {

    private final AtomicLong now = new AtomicLong();
    private final Chains chains = new Chains(now::get, 2_000);

    private static Raw raw(String text) {
        Shape shape = new Shape("gov-chat", false, false, Optional.of("c-1"));
        List<Message> messages =
                List.of(new Message(Role.USER, List.of(text)), new Message(Role.PARAMETER, List.of("lookup")));
        return new Raw("r-1", new RobotId("FT-001"), "portal", shape, messages, Instant.EPOCH);
    }

    private void keep(String id, String text) {
        Raw raw = raw(text);
        chains.keep(raw, id, new Chains.Link(raw.shape().conversation(), Chains.asked(raw), Optional.of(id)));
    }

    @Test
    void whatWasAskedIsKnownByRobotClientAndResponse() {
        keep("resp_1", "居住证怎么办");

        Chains.Link link = chains.of("FT-001", "portal", "resp_1").orElseThrow();
        assertThat(link.conversation()).contains("c-1");
        assertThat(link.earlier()).containsExactly(new Message(Role.USER, List.of("居住证怎么办")));
        assertThat(link.toString()).doesNotContain("居住证");
        assertThat(chains.of("FT-001", "other", "resp_1")).isEmpty();
        assertThat(chains.of("FT-002", "portal", "resp_1")).isEmpty();
        assertThat(chains.of("FT-001", "portal", "resp_2")).isEmpty();
    }

    @Test
    void itIsForgottenAfterSomeHours() {
        keep("resp_1", "居住证怎么办");
        now.set(Duration.ofHours(11).toNanos());
        assertThat(chains.of("FT-001", "portal", "resp_1")).isPresent();
        now.set(Duration.ofHours(13).toNanos());
        assertThat(chains.of("FT-001", "portal", "resp_1")).isEmpty();
    }

    @Test
    void noMoreIsKeptThanTheBoundAllows() {
        for (int turn = 0; turn < 100; turn++) {
            keep("resp_" + turn, "居住证".repeat(50));
        }
        long kept = java.util.stream.IntStream.range(0, 100)
                .filter(turn -> chains.of("FT-001", "portal", "resp_" + turn).isPresent())
                .count();
        assertThat(kept).isBetween(1L, 10L);
        keep("resp_long", "长".repeat(5_000));
        assertThat(chains.of("FT-001", "portal", "resp_long")).isEmpty();
    }
}
