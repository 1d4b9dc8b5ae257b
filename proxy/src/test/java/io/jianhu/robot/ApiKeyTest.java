package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @Test
    void hasTheForm() {
        String key = ApiKey.create(new SecureRandom());
        assertThat(key).matches("jh_[0-9A-Za-z]{49}");
        assertThat(ApiKey.isValid(key)).isTrue();
        assertThat(ApiKey.create(new SecureRandom())).isNotEqualTo(key);
    }

    @Test
    void takesAll256Bits() {
        RandomGenerator ones = () -> -1L;
        RandomGenerator zeros = () -> 0L;
        assertThat(ApiKey.isValid(ApiKey.create(ones))).isTrue();
        assertThat(ApiKey.create(zeros)).startsWith("jh_" + "0".repeat(43));
    }

    @Property(tries = 300)
    void oneWrongCharacterIsNoticed(@ForAll long seed, @ForAll @IntRange(min = 0, max = 51) int at) {
        String key = ApiKey.create(new Random(seed));
        char other = key.charAt(at) == 'Q' ? 'R' : 'Q';
        assertThat(ApiKey.isValid(key)).isTrue();
        assertThat(ApiKey.isValid(key.substring(0, at) + other + key.substring(at + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jh_", "sk-123", "jh_é", "jh_0000000000000000000000000000000000000000000000000"})
    void othersAreNoKeys(String key) {
        assertThat(ApiKey.isValid(key)).isFalse();
        assertThat(ApiKey.isValid(ApiKey.create(new Random(1)) + key + " ")).isFalse();
    }

    @Test
    void hashesLikeEveryoneElse() {
        assertThat(ApiKey.hash("abc"))
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
