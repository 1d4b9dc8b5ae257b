package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text, in any pieces, is said in order and the same as in one piece; said again, it stays. */
class NormaliserFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyText(FuzzedDataProvider data) {
        Spelling spelling = data.pickValue(Spelling.values());
        int piece = data.consumeInt(1, 9);
        String text = data.consumeRemainingAsString();
        StringBuilder said = new StringBuilder();
        Normaliser normaliser = new Normaliser(spelling, (codePoint, start, end) -> said.appendCodePoint(codePoint));
        CheckedReader reader = new CheckedReader(spelling);
        for (int from = 0; from < text.length(); from += piece) {
            String next = text.substring(from, Math.min(text.length(), from + piece));
            reader.read(next);
            normaliser.read(next);
        }
        reader.end();
        normaliser.end();
        assertThat(said).hasToString(Normaliser.normalise(spelling, text));
        String plain = Normaliser.normalise(text);
        assertThat(Normaliser.normalise(plain)).isEqualTo(plain);
    }
}
