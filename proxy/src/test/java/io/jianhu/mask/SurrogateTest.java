package io.jianhu.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up values look like real ones and belong to nobody. */
class SurrogateTest {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    @ParameterizedTest
    @CsvSource({
        "mobile, 19999[0-9]{6}",
        "resident-id, 999[0-9]{14}[0-9X]",
        "bank-card, 999999[0-9]{13}",
        "email, u[0-9]{10}@example[.]com",
        "plate, 粤Z[0-9]{5}",
        "passport, E99[0-9]{6}"
    })
    void haveTheFormOfTheirKind(String kind, String form) {
        assertThat(Surrogate.of(kind, random()))
                .hasValueSatisfying(made -> assertThat(made).matches(form));
    }

    @Test
    void haveValidCheckDigits() {
        for (int i = 0; i < 200; i++) {
            String id = Surrogate.of("resident-id", random()).orElseThrow();
            int sum = 0;
            for (int at = 0; at < WEIGHTS.length; at++) {
                sum += WEIGHTS[at] * (id.charAt(at) - '0');
            }
            assertThat(id.charAt(17)).isEqualTo("10X98765432".charAt(sum % 11));
            assertThat(luhn(Surrogate.of("bank-card", random()).orElseThrow())).isZero();
        }
    }

    @Test
    void equalBytesMakeEqualValues() {
        byte[] random = random();
        assertThat(Surrogate.of("mobile", random)).isEqualTo(Surrogate.of("mobile", random));
        assertThat(Surrogate.of("name", random)).isEmpty();
    }

    private static byte[] random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static int luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10;
    }
}
