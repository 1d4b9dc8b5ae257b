package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingTest {

    private static final String ASKED = "怎么办ID卡?";

    @ParameterizedTest
    @ValueSource(strings = {"怎么办ID卡?", " 怎么办ID卡?\n", "\u3000怎么办ID卡？", "怎么办ＩＤ卡?\t"})
    void aTextThatOnlyLooksOtherIsTheSame(String text) {
        assertThat(Keeping.evened(text)).isEqualTo(ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "10², 102",
        "½, 12",
        "A证, a证",
        "一一得一, 一得一",
        "不办, 办",
        "甲 乙, 甲乙",
        "能办, 能办?",
        "①, 1",
        "'甲\n乙', 甲 乙",
    })
    void aTextThatMayMeanAnotherThingIsAnother(String one, String other) {
        assertThat(Keeping.evened(one)).isNotEqualTo(Keeping.evened(other));
    }

    @ParameterizedTest
    @CsvSource({"'a  b', 'a\u00a0b'", "'a \n b', 'a\r\n\r\nb'", "'e\u0301', '\u00e9'"})
    void whiteSpaceAndComposedCharactersAreEvenedOut(String one, String other) {
        assertThat(Keeping.evened(one)).isEqualTo(Keeping.evened(other));
    }
}
