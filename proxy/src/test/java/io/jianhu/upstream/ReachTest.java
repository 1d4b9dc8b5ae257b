package io.jianhu.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a model may have. */
final class ReachTest {

    private static boolean admits(Reach reach, String host, String address) throws Exception {
        return reach.admits(host, InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:1:2:3:4:5601:5601",
                "2002:e000:1::",
            })
    void neverAdmits(String address) throws Exception {
        assertThat(admits(Reach.DEFAULT, "model.example", address)).isFalse();
        assertThat(admits(Reach.of(List.of("model.example", "0.0.0.0/0", "::/0"), List.of()), "model.example", address))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "8.8.8.8",
                "169.253.255.255",
                "169.255.0.0",
                "fd00::1",
                "2400:3200::1",
                "64:ff9b::a00:1",
            })
    void admitsTheRest(String address) throws Exception {
        assertThat(admits(Reach.DEFAULT, "model.example", address)).isTrue();
    }

    @Test
    void whatIsAllowedIsAllThatIs() throws Exception {
        Reach reach = Reach.of(List.of("10.0.0.0/8", "*.gov.example", "model.example"), List.of("10.9.0.0/16"));
        assertThat(admits(reach, "any.example", "10.1.1.1")).isTrue();
        assertThat(admits(reach, "any.example", "10.9.1.1")).isFalse();
        assertThat(admits(reach, "any.example", "11.1.1.1")).isFalse();
        assertThat(admits(reach, "a.gov.example", "11.1.1.1")).isTrue();
        assertThat(admits(reach, "GOV.example", "11.1.1.1")).isFalse();
        assertThat(admits(reach, "agov.example", "11.1.1.1")).isFalse();
        assertThat(admits(reach, "Model.Example", "11.1.1.1")).isTrue();
        assertThat(admits(reach, "model.example", "64:ff9b::a09:101")).isFalse();
    }

    @Test
    void whatIsDeniedIsDeniedByNameAndByAddress() throws Exception {
        Reach reach = Reach.of(List.of(), List.of("127.0.0.0/8", "::1", "bad.example"));
        assertThat(admits(reach, "localhost", "127.0.0.1")).isFalse();
        assertThat(admits(reach, "localhost", "::1")).isFalse();
        assertThat(admits(reach, "bad.example", "10.0.0.1")).isFalse();
        assertThat(admits(reach, "good.example", "10.0.0.1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "fd00::/129", "10.0.0.0/x", "a b", "*", "", "-a"})
    void aRuleThatIsNoneIsToldSo(String rule) {
        assertThat(Reach.problem(rule))
                .hasValueSatisfying(problem -> assertThat(problem).contains("expected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.1.1.1", "fd00::/8", "::1", "model.example", "*.example", "localhost"})
    void aRuleThatIsOne(String rule) {
        assertThat(Reach.problem(rule)).isEmpty();
    }
}
