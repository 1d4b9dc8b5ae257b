package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are refused calmly, or read the same once written. */
class JsonTextFuzzTest {

    private final JsonText json = new JsonText(1 << 16, false);

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        Json read;
        try {
            read = json.read(bytes);
        } catch (MalformedJson refused) {
            assertThat(refused.problem()).hasSizeLessThan(100);
            return;
        }
        try {
            assertThat(json.read(json.write(read))).isEqualTo(read);
        } catch (MalformedJson unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
