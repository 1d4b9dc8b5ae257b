package io.jianhu.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerStartTest {

    private final List<String> words = WordBase.words(1, 5000);
    private final Plan plan = Plan.peers(true, 1, 5000);

    private PeerStart start(Peer peer) {
        return new PeerStart(peer, Path.of("/there"), words);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOpenInItsFiles(Peer peer) {
        for (String file : List.of(peer.title() + ".sh", peer.material())) {
            assertThat(start(peer).filled(file, 4001, 4002, plan, Path.of("/own")))
                    .doesNotContainPattern("\\{[a-z-]+}")
                    .doesNotContain("0.0.0.0");
        }
        assertThat(start(peer).filled(peer.title() + ".sh", 4001, 4002, plan, Path.of("/own")))
                .contains("4001", "/there/", "/own/");
    }

    @Test
    void theSameWordsAreLookedFor() {
        assertThat(start(Peer.LITELLM).filled("litellm.yaml", 4001, 4002, plan, Path.of("/own")))
                .contains("pattern: '" + WordExpressions.one(words) + "'")
                .contains("http://127.0.0.1:4002/0/0/v1", "http://127.0.0.1:4002/10000/1000/v1");
        assertThat(start(Peer.LLM_SHIELD).filled("llm-shield.yaml", 4001, 4002, plan, Path.of("/own")))
                .contains("name: WORDS_0", "name: WORDS_1", "name: WORDS_2")
                .doesNotContain("WORDS_3");
        assertThat(start(Peer.LITELLM).sought()).isEqualTo(5000);
        assertThat(start(Peer.PORTKEY).sought()).isBetween(150, 250);
    }

    @Test
    void theModelSpeaksAtThePaceThatIsAskedFor() {
        Pace pace = new Pace(Duration.ofMillis(10), Duration.ofMillis(1));
        assertThat(start(Peer.LITELLM).target(4001, 4002, Pace.NONE).model()).isEqualTo(Target.ANY_MODEL);
        assertThat(start(Peer.LITELLM).target(4001, 4002, pace).model()).isEqualTo("paced");
        assertThat(start(Peer.LLM_SHIELD).target(4001, 4002, pace).path()).isEqualTo("/10000/1000/v1");
        assertThat(start(Peer.PORTKEY).target(4001, 4002, pace).headers().get("x-portkey-config"))
                .contains("\"custom_host\":\"http://127.0.0.1:4002/10000/1000/v1\"")
                .isASCII()
                .doesNotContain("\n")
                .hasSizeLessThan(14_000);
    }

    @Test
    void itSaysHowManyWordsItsGuardsLookFor() {
        assertThat(Peer.PORTKEY.guards(200, 2)).startsWith("200 words, ").endsWith("One process, of 2 processors.");
    }
}
