package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.upstream.Names;
import io.jianhu.upstream.Reach;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A robot file cannot turn the gateway against the network it stands in. */
final class ReachableTest {

    private static URI named(Model model) {
        return URI.create("http://model.example:" + model.url().getPort() + "/v1");
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Names.Resolver turning = host -> asked.incrementAndGet() == 1
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : new InetAddress[] {InetAddress.getByName("169.254.169.254")};
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().resolver(turning), named(model));
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void oneForbiddenAddressIsEnough() throws Exception {
        Names.Resolver mixed =
                host -> new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.getByName("169.254.169.254")};
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().resolver(mixed), named(model));
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("forbidden");
            assertThat(model.connections).hasValue(0);
        }
    }

    @Test
    void whatTheConfigurationDeniesIsNotAsked() throws Exception {
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().reach(Reach.of(List.of(), List.of("127.0.0.0/8"))), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(model.connections).hasValue(0);
        }
    }
}
