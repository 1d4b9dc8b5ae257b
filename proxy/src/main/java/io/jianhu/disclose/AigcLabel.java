package io.jianhu.disclose;

import io.jianhu.chat.ProviderCode;
import io.jianhu.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The implicit label of content made by a machine: the seven fields of GB 45438—2025 Annex E in their order. All values
 * are texts of printable ASCII without space, quote and backslash. The gateway is the first to write the label, so the
 * propagator is the producer.
 *
 * <p><b>The signature.</b> What is signed is the ASCII text of the other six fields in their order, each written
 * {@code "Name":"value"}, with a comma between two and nothing else. It stands in {@code ReservedCode1} as
 * {@code algorithm:key id:signature}, the last in base64url (RFC 4648) without padding. It proves that whoever has the
 * key gave out a label with exactly these fields. It says nothing of the words beside the label, of which a stream's
 * first event knows none; those are bound to it only by the audit record of that number.
 *
 * @param fields by name, in their order
 */
public record AigcLabel(Map<String, String> fields) {

    /** The names of the fields in their order. */
    public static final List<String> NAMES = List.of(
            "Label",
            "ContentProducer",
            "ProduceID",
            "ReservedCode1",
            "ContentPropagator",
            "PropagateID",
            "ReservedCode2");

    static final String IS_GENERATED = "1";
    static final String SIGNATURE = "ReservedCode1";

    public AigcLabel {
        if (!List.copyOf(fields.keySet()).equals(NAMES)) {
            throw new IllegalArgumentException("fields of a label (expected: " + String.join(", ", NAMES) + ")");
        }
        if (!fields.values().stream().allMatch(AigcLabel::isPlain)) {
            throw new IllegalArgumentException(
                    "value of a label (expected: printable ASCII without space, quote, backslash)");
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * The label of one answer.
     *
     * @param produceId the number of the answer, of printable ASCII without space, quote and backslash
     * @throws IllegalArgumentException for any other number
     */
    public static AigcLabel of(ProviderCode provider, String produceId) {
        if (produceId.isEmpty() || !isPlain(produceId)) {
            throw new IllegalArgumentException(
                    "produce id (expected: printable ASCII without space, quote, backslash)");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Label", IS_GENERATED);
        fields.put("ContentProducer", provider.value());
        fields.put("ProduceID", produceId);
        fields.put(SIGNATURE, "");
        fields.put("ContentPropagator", provider.value());
        fields.put("PropagateID", produceId);
        fields.put("ReservedCode2", "");
        return new AigcLabel(fields);
    }

    /** The same label with a signature over its other fields, in place of any it had. */
    public AigcLabel signed(SigningKey key) {
        Map<String, String> signed = new LinkedHashMap<>(fields);
        byte[] signature = key.sign(canonical().getBytes(StandardCharsets.US_ASCII));
        signed.put(SIGNATURE, new LabelSignature(key.algorithm(), key.id(), signature).text());
        return new AigcLabel(signed);
    }

    /**
     * A label as a JSON object of one line of ASCII, for the head of an answer.
     *
     * @param fields as of a label; none for none
     * @return empty for no fields
     */
    public static String line(Map<String, String> fields) {
        return fields.isEmpty() ? "" : '{' + members(fields) + '}';
    }

    /** What a signature is made over. */
    String canonical() {
        Map<String, String> signed = new LinkedHashMap<>(fields);
        signed.remove(SIGNATURE);
        return members(signed);
    }

    /** No value has a sign that JSON would have escaped. */
    private static String members(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":\"" + field.getValue() + '"')
                .collect(Collectors.joining(","));
    }

    /** Whether a value has only signs that Annex E lets a value have unescaped. */
    static boolean isPlain(String value) {
        boolean plain = true;
        for (int i = 0; i < value.length() && plain; i++) {
            char sign = value.charAt(i);
            plain = sign > ' ' && sign < 0x7F && sign != '"' && sign != '\\';
        }
        return plain;
    }
}
