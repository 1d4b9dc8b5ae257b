package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.wire.Asking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers, from the model's bytes to the client's. */
class GoldenTest {

    static List<Golden> all() throws IOException {
        return Golden.all();
    }

    @Test
    void thereAreEnoughCases() throws IOException {
        assertThat(all()).hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theClientGetsWhatTheCaseSays(Golden golden) throws Exception {
        assertThat(golden.run(List.of(golden.upstream()))).isEqualTo(golden.client());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServerIsAskedWhatTheCaseSays(Golden golden) throws Exception {
        Asking asking = golden.asking();
        String asked = "POST " + asking.path() + "\n" + new String(asking.body(), StandardCharsets.UTF_8);
        assertThat(golden.asked().orElse(asked)).isEqualTo(asked);
    }

    @ParameterizedTest
    @MethodSource("all")
    void cuttingAnywhereChangesNothing(Golden golden) throws Exception {
        byte[] bytes = golden.upstream();
        for (int cut = 0; cut <= bytes.length; cut++) {
            List<byte[]> pieces =
                    List.of(Arrays.copyOfRange(bytes, 0, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(golden.run(pieces)).as("cut at %d", cut).isEqualTo(golden.client());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void cuttingEverywhereChangesNothing(Golden golden) throws Exception {
        List<byte[]> pieces = new ArrayList<>();
        for (byte single : golden.upstream()) {
            pieces.add(new byte[] {single});
        }
        assertThat(golden.run(pieces)).isEqualTo(golden.client());
    }
}
