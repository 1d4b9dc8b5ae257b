package io.jianhu.loadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Frame;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {

    private final Dialogue dialogue = new Dialogue(3, 0.2);

    @Test
    void aRelayChangesNothing() throws InterruptedException {
        try (MockModel model = MockModel.start(dialogue);
                Generator generator = new Generator(dialogue);
                Relay relay = Relay.start(model.port())) {
            for (boolean stream : new boolean[] {false, true}) {
                Pace pace = new Pace(Duration.ZERO, Duration.ofMillis(stream ? 1 : 0));
                Target target = new Target(relay.port(), pace.path(), Optional.empty());
                Tally tally = generator.run(
                        new Order(target, stream, Frame.NONE), new Demand.Back(4, Duration.ofMillis(300)));
                assertThat(tally.right()).isPositive().isEqualTo(tally.asked());
            }
        }
    }
}
