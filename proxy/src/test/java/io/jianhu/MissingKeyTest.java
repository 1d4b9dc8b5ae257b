package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's key that is not where a robot's file says is told of when the file comes into force. */
final class MissingKeyTest {

    private final List<String> logged = new CopyOnWriteArrayList<>();

    private List<String> warnings() {
        return logged.stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("model's key"))
                .map(line -> line.substring(line.indexOf("FT-")))
                .toList();
    }

    @Test
    void aKeyThatCannotBeReadIsNamedByRobotAndSource(@TempDir Path directory) throws Exception {
        EveryLogLine log = new EveryLogLine(logged);
        Logger.getLogger("").addHandler(log);
        try (MockRobot model = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            Path key = Files.writeString(directory.resolve("key"), "sk-geheim");
            apiKeyFrom(premises, "FT-001", "env:JIANHU_NO_SUCH_KEY");
            apiKeyFrom(premises, "FT-002", "file:" + key);
            String missing = "FT-001: the model's key is not at env:JIANHU_NO_SUCH_KEY; the model is asked without one";
            try (Gateway gateway = premises.start()) {
                assertThat(warnings()).containsExactly(missing);
                apiKeyFrom(premises, "FT-003", "file:/nope/key");
                long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (warnings().size() < 3) {
                    assertThat(System.nanoTime()).as("in time").isLessThan(end);
                    Thread.sleep(5);
                }
                assertThat(warnings())
                        .containsExactly(
                                missing,
                                missing,
                                "FT-003: the model's key is not at file:/nope/key; the model is asked without one");
                assertThat(gateway.isClosed()).isFalse();
            }
            assertThat(logged).noneMatch(line -> line.contains("geheim"));
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    private static void apiKeyFrom(Premises premises, String robot, String source) throws Exception {
        Path file = premises.policies.resolve("robots/" + robot + ".yaml");
        Files.writeString(
                file, Files.readString(file).replace("  model: ", "  apiKeyFrom: \"" + source + "\"\n  model: "));
    }
}
