package io.jianhu.loadtest.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersCommandTest {

    @TempDir
    private Path home;

    @Test
    void allAreWantedWhereNoneIsNamed() {
        assertThat(PeersCommand.wanted(List.of())).containsExactly(Peer.values());
        assertThat(PeersCommand.wanted(List.of("portkey"))).containsExactly(Peer.PORTKEY);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> PeersCommand.wanted(List.of("portkey", "kong")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--only kong (expected: litellm, portkey, llm-shield)");
    }

    @Test
    void onlyTheVersionThatIsMeasuredCountsAsInstalled() throws IOException {
        PeerPlace place = PeerPlace.of(Peer.LITELLM, home);
        assertThat(place.isInstalled()).isFalse();
        Path mark = Files.createDirectories(place.directory()).resolve("installed");
        Files.writeString(mark, "0.0.1");
        assertThat(place.isInstalled()).isFalse();
        Files.writeString(mark, Peer.LITELLM.version());
        assertThat(place.isInstalled()).isTrue();
    }

    @Test
    void whatIsNotInstalledIsLeftOut() throws IOException, InterruptedException {
        PeerPlace place = PeerPlace.of(Peer.PORTKEY, home);
        Path mark = Files.createDirectories(place.directory()).resolve("installed");
        Files.writeString(mark, Peer.PORTKEY.version());
        assertThat(PeersCommand.ready(PeersCommand.wanted(List.of()), home, List.of("审批"), false))
                .containsExactly(new PeerStart(Peer.PORTKEY, place.directory(), List.of("审批")));
    }
}
