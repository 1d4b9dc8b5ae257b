package io.jianhu.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "001191440300708461136T1XGW3",
                "001191440300708461136T10000",
                "001191999999123456788P1abcd",
                "001191999999MA000001541FT01",
                "001191999999000000019D2FT01"
            })
    void acceptsCodesWithARightCheckDigit(String code) {
        assertThat(ProviderCode.problem(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | provider code of 0 characters (expected: 27)",
                "001191440300708461136T1XGW | provider code of 26 characters (expected: 27)",
                "002191440300708461136T1XGW3 | provider code begins with '0021' (expected: '0011', an organisation with a unified social credit code)",
                "001191440300708461137T1XGW3 | provider code with credit code '91440300708461137T' (expected: check digit 'X' at its end)",
                "00119144030070846113OT1XGW3 | provider code with credit code '9144030070846113OT' (expected: 18 of 0123456789ABCDEFGHJKLMNPQRTUWXY)",
                "001191440300708461136T3XGW3 | provider code with service '3' (expected: '1' generation or '2' propagation)",
                "001191440300708461136T1XG中3 | provider code ends with 'XG中3' (expected: 4 letters or digits)",
                "001191440300708461136T1XG\"3 | provider code ends with 'XG\"3' (expected: 4 letters or digits)"
            })
    void saysWhatIsWrong(String code, String problem) {
        assertThat(ProviderCode.problem(code)).contains(problem);
    }

    @Test
    void cannotBeMadeWrong() {
        assertThatThrownBy(() -> new ProviderCode("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
