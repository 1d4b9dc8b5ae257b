package io.jianhu.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {

    private final Fingerprints fingerprints = new Fingerprints();

    private static List<byte[]> digests(String... texts) {
        return new Message(Role.USER, List.of(texts)).digests();
    }

    @Test
    void theSameTextsInTheSameContextHaveOne() {
        byte[] text = digests("您好").getFirst();
        assertThat(fingerprints.of(text)).isEqualTo(fingerprints.of(text.clone()));
        assertThat(fingerprints.of("r1", digests("您", "好"))).isEqualTo(fingerprints.of("r1", digests("您", "好")));
    }

    @Test
    void othersHaveAnother() {
        assertThat(List.of(
                        fingerprints.of(digests("您").getFirst()),
                        fingerprints.of(digests("好").getFirst()),
                        fingerprints.of("r1", digests("您", "好")),
                        fingerprints.of("r1", digests("好", "您")),
                        fingerprints.of("r1", digests("您好")),
                        fingerprints.of("r2", digests("您", "好")),
                        fingerprints.of("r1", List.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherMemoryKnowsTheSameTextByAnother() {
        byte[] text = digests("您好").getFirst();
        assertThat(fingerprints.of(text)).isNotEqualTo(new Fingerprints().of(text));
    }
}
