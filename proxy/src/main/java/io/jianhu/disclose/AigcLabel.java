package io.jianhu.disclose;

import io.jianhu.chat.ProviderCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The implicit label of content made by a machine: the seven fields of GB 45438—2025 Annex E in their order. All values
 * are texts of printable ASCII without space, quote and backslash. The gateway is the first to write the label, so the
 * propagator is the producer.
 */
public final class AigcLabel {

    private static final String IS_GENERATED = "1";

    private AigcLabel() {}

    /**
     * The label of one answer.
     *
     * @param produceId the number of the answer, of printable ASCII without space, quote and backslash
     * @throws IllegalArgumentException for any other number
     */
    public static Map<String, String> of(ProviderCode provider, String produceId) {
        if (produceId.isEmpty() || !produceId.chars().allMatch(AigcLabel::isPlain)) {
            throw new IllegalArgumentException(
                    "produce id (expected: printable ASCII without space, quote, backslash)");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Label", IS_GENERATED);
        fields.put("ContentProducer", provider.value());
        fields.put("ProduceID", produceId);
        fields.put("ReservedCode1", "");
        fields.put("ContentPropagator", provider.value());
        fields.put("PropagateID", produceId);
        fields.put("ReservedCode2", "");
        return Collections.unmodifiableMap(fields);
    }

    private static boolean isPlain(int sign) {
        return sign > ' ' && sign < 0x7F && sign != '"' && sign != '\\';
    }
}
