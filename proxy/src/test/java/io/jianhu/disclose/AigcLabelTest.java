package io.jianhu.disclose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.ProviderCode;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the signature of a label is made over, and that it holds for nothing else. */
class AigcLabelTest {

    private static final ProviderCode CODE = new ProviderCode("001191999999MA000001541FT01");
    private static final AigcLabel LABEL = AigcLabel.of(CODE, "01JDBQ4Z8M6T2V9W3X5Y7R1N0P");

    @TempDir
    Path folder;

    @Test
    void theSignedTextIsTheOtherSixFieldsInTheirOrder() {
        assertThat(LABEL.canonical())
                .isEqualTo("\"Label\":\"1\",\"ContentProducer\":\"001191999999MA000001541FT01\","
                        + "\"ProduceID\":\"01JDBQ4Z8M6T2V9W3X5Y7R1N0P\","
                        + "\"ContentPropagator\":\"001191999999MA000001541FT01\","
                        + "\"PropagateID\":\"01JDBQ4Z8M6T2V9W3X5Y7R1N0P\",\"ReservedCode2\":\"\"");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void everyChangedFieldBreaksTheSignature(Algorithm algorithm) throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "label", algorithm);
        AigcLabel signed = LABEL.signed(keys.signing(algorithm, "label-2026"));
        LabelSignature signature = LabelSignature.read(signed.fields().getOrDefault("ReservedCode1", ""))
                .orElseThrow();

        assertThat(signed.canonical()).isEqualTo(LABEL.canonical());
        assertThat(signed.fields().get("ReservedCode1"))
                .matches("(ed25519|sm2):label-2026:[A-Za-z0-9_-]{86,100}")
                .startsWith(algorithm.word());
        assertThat(keys.verifying().made(signature.bytes(), bytes(signed))).isTrue();
        for (String field : AigcLabel.NAMES) {
            Map<String, String> fields = new LinkedHashMap<>(signed.fields());
            fields.merge(field, "x", String::concat);
            boolean holds = keys.verifying().made(signature.bytes(), bytes(new AigcLabel(fields)));
            assertThat(holds).as(field).isEqualTo(field.equals("ReservedCode1"));
        }
    }

    private static byte[] bytes(AigcLabel label) {
        return label.canonical().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aLabelHasItsFieldsInTheirOrder() {
        Map<String, String> fields = new LinkedHashMap<>(LABEL.fields());
        fields.remove("ReservedCode2");
        assertThatThrownBy(() -> new AigcLabel(fields)).hasMessageContaining("expected: Label, ContentProducer");
        fields.put("ReservedCode2", "a b");
        assertThatThrownBy(() -> new AigcLabel(fields)).hasMessageContaining("expected: printable ASCII");
    }
}
