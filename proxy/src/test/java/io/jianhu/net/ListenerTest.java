package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Where a listener cannot listen. */
final class ListenerTest {

    @Test
    void aHostThatNobodyKnowsIsNamed() throws IOException {
        assertThatThrownBy(() -> listen(InetSocketAddress.createUnresolved("nosuchhost.invalid", 8080)))
                .isInstanceOf(IOException.class)
                .hasMessage("nosuchhost.invalid:8080 cannot be bound: the host is unknown"
                        + " (expected: a name or an address of this machine, such as 0.0.0.0)");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(() -> listen(address))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(address.getPort() + " cannot be bound: ")
                    .hasMessageContaining("in use");
        }
    }

    private static void listen(InetSocketAddress address) throws IOException {
        try (Transport transport = Transport.open(1)) {
            Listener.pages(transport, Front.plain(address), Town.LIMITS, visit -> Page.json(200, "{}"), reason -> {})
                    .close();
        }
    }
}
