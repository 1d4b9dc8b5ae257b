package io.jianhu.disclose;

import io.jianhu.chat.ProviderCode;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of the labels in a file, by GB 45438—2025 Annex E and, with public keys, by their signatures.
 *
 * @param labels in the order of the file
 * @param problems none when all is right
 */
public record LabelReport(List<Label> labels, List<Problem> problems) {

    public LabelReport {
        labels = List.copyOf(labels);
        problems = List.copyOf(problems);
    }

    /**
     * One label.
     *
     * @param fields those that are texts, by name
     * @param signer the file of the key that made the signature, if it is good
     */
    public record Label(Place place, Map<String, String> fields, Signature signature, Optional<String> signer) {}

    /** What is known of a signature. */
    public enum Signature {
        /** There is none, and none was asked for. */
        NONE,
        /** No key was given to check it with. */
        UNCHECKED,
        GOOD,
        /** None of the keys made it over these fields, or there is none. */
        BAD
    }

    /**
     * Examines a Markdown file, a JSON answer or the events of a streamed one.
     *
     * @param file how problems name it
     * @param keys public keys, one of which must have signed; none when signatures are not to be checked
     */
    public static LabelReport of(String file, byte[] bytes, List<VerifyingKey> keys) {
        Problems problems = new Problems();
        List<FoundLabel> found = new LabelReader(file, problems).read(bytes);
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add(
                    Place.ofFile(file), "no label (expected: front matter with AIGC, or JSON or events with aigc)");
        }
        List<Label> labels = new ArrayList<>();
        for (FoundLabel label : found) {
            fields(label, problems);
            labels.add(examined(label, keys, problems));
            if (!label.texts().equals(found.get(0).texts())) {
                problems.add(label.place(), "not the label of the first event (expected: the same)");
            }
        }
        return new LabelReport(labels, problems.list());
    }

    private static void fields(FoundLabel label, Problems problems) {
        for (String name : AigcLabel.NAMES) {
            if (!label.fields().containsKey(name)) {
                problems.add(label.place(), "'" + name + "' is missing");
            }
        }
        label.fields().forEach((name, field) -> {
            Optional<String> problem = !AigcLabel.NAMES.contains(name)
                    ? Optional.of("no field of a label" + Suggest.hint(name, AigcLabel.NAMES))
                    : field.text()
                            .map(text -> problem(name, text))
                            .orElse(Optional.of("no text (expected: a text, in quotes)"));
            problem.ifPresent(message -> problems.add(field.place(), name + ": " + message));
        });
    }

    private static Optional<String> problem(String name, String text) {
        boolean reserved = name.startsWith("ReservedCode");
        if (text.isEmpty() && !reserved) {
            return Optional.of("empty");
        }
        if (!AigcLabel.isPlain(reserved ? text.replace("\"", "") : text)) {
            return Optional.of("a sign that no label may have (expected: printable ASCII without space, quote and"
                    + " backslash)");
        }
        return switch (name) {
            case "Label" ->
                text.equals(AigcLabel.IS_GENERATED)
                        ? Optional.empty()
                        : Optional.of("'" + text + "' (expected: '1', made by a machine)");
            case "ContentProducer", "ContentPropagator" -> ProviderCode.problem(text);
            default -> Optional.empty();
        };
    }

    private static Label examined(FoundLabel label, List<VerifyingKey> keys, Problems problems) {
        Map<String, String> texts = label.texts();
        String written = texts.getOrDefault(AigcLabel.SIGNATURE, "");
        if (keys.isEmpty()) {
            Signature signature = written.isEmpty() ? Signature.NONE : Signature.UNCHECKED;
            return new Label(label.place(), texts, signature, Optional.empty());
        }
        Optional<LabelSignature> signature = LabelSignature.read(written);
        Optional<String> signer = signature.flatMap(made -> signer(made, texts, keys));
        if (signer.isEmpty()) {
            Place place = Optional.ofNullable(label.fields().get(AigcLabel.SIGNATURE))
                    .map(FoundLabel.Field::place)
                    .orElse(label.place());
            problems.add(
                    place,
                    AigcLabel.SIGNATURE + ": "
                            + signature
                                    .map(made -> unmade(made, texts, keys))
                                    .orElse("no signature (expected: " + LabelSignature.FORM + ")"));
        }
        return new Label(label.place(), texts, signer.isPresent() ? Signature.GOOD : Signature.BAD, signer);
    }

    private static String unmade(LabelSignature signature, Map<String, String> texts, List<VerifyingKey> keys) {
        Map<String, String> first = new LinkedHashMap<>(texts);
        first.replace("ContentPropagator", texts.getOrDefault("ContentProducer", ""));
        first.replace("PropagateID", texts.getOrDefault("ProduceID", ""));
        first.replace("ReservedCode2", "");
        return signer(signature, first, keys).isPresent()
                ? "a signature of the label as its producer wrote it (expected: the propagator's fields unchanged)"
                : "a signature that does not hold (expected: of these fields, by one of the keys given)";
    }

    /** The file of the key that made a signature over these fields. */
    private static Optional<String> signer(
            LabelSignature signature, Map<String, String> texts, List<VerifyingKey> keys) {
        Map<String, String> ordered = new LinkedHashMap<>();
        AigcLabel.NAMES.stream().filter(texts::containsKey).forEach(name -> ordered.put(name, texts.get(name)));
        if (ordered.size() < AigcLabel.NAMES.size()
                || !ordered.values().stream().allMatch(AigcLabel::isPlain)) {
            return Optional.empty();
        }
        byte[] signed = new AigcLabel(ordered).canonical().getBytes(StandardCharsets.US_ASCII);
        return keys.stream()
                .filter(key -> key.algorithm() == signature.algorithm() && key.made(signature.bytes(), signed))
                .map(key -> key.file().toString())
                .findFirst();
    }
}
