package io.jianhu.robot;

import io.jianhu.chat.ProviderCode;
import io.jianhu.chat.RobotId;
import io.jianhu.source.Fields;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the forms of guardians, clients and the vocabulary, whose header has been read. */
final class Forms {

    private Forms() {}

    /** An id that is safe in a path, a metric label and a file name; a problem and an empty text otherwise. */
    static String id(Fields form) {
        String id = form.text("id");
        if (!id.isBlank() && !RobotId.isValid(id)) {
            form.problem("id", "'" + id + "' (expected: 1-64 letters, digits, '.', '_' or '-')");
            return "";
        }
        return id.strip();
    }

    static Guardian guardian(Fields form) {
        Fields trained = form.fields("trained");
        Guardian.Contact contact = contact(form);
        Guardian guardian =
                new Guardian(id(form), form.text("name"), form.text("office"), trained.date("validUntil"), contact);
        trained.end();
        form.end();
        return guardian;
    }

    private static Guardian.Contact contact(Fields form) {
        Fields contact = form.fields("contact");
        Guardian.Contact read = new Guardian.Contact(contact.text("phone", ""), contact.text("email", ""));
        contact.end();
        return read;
    }

    static Client client(Fields form) {
        String id = id(form);
        List<Client.Key> keys = new ArrayList<>();
        for (Fields key : form.list("keys")) {
            String hash = key.text("hash");
            if (!hash.isBlank() && !ApiKey.HASH.matcher(hash).matches()) {
                key.problem("hash", "not a hash (expected: sha256: and 64 lower-case hexadecimal digits)");
            }
            keys.add(new Client.Key(hash, key.date("expires")));
            key.end();
        }
        Fields certificate = form.fields("certificate");
        Set<San> names = names(certificate);
        certificate.end();
        Fields limits = form.fields("limits");
        Client client = new Client(
                id,
                form.text("name", id),
                keys,
                names,
                Set.copyOf(form.texts("robots")),
                new Client.Limits(
                        LimitsForm.most(limits, "requestsPerSecond"),
                        LimitsForm.most(limits, "streams"),
                        LimitsForm.bytes(limits, "bodies")));
        limits.end();
        form.end();
        return client;
    }

    private static Set<San> names(Fields certificate) {
        Set<San> names = new LinkedHashSet<>();
        for (Value value : certificate.values("san")) {
            Optional<San> name = value instanceof Value.Scalar scalar ? San.of(scalar.text()) : Optional.empty();
            name.ifPresent(names::add);
            if (name.isEmpty()) {
                certificate
                        .problems()
                        .add(
                                value.place(),
                                "san: " + value.kind()
                                        + " (expected: a host's name without wildcard such as portal.gov.example, or an"
                                        + " address such as spiffe://gov.example/portal)");
            }
        }
        return names;
    }

    static Vocabulary vocabulary(Fields form) {
        Map<String, Vocabulary.Term> types = new LinkedHashMap<>();
        Fields typeForms = form.fields("types");
        for (String word : typeForms.keys()) {
            Fields type = typeForms.fields(word);
            types.put(word, term(type));
            type.end();
        }
        Map<String, Vocabulary.Level> levels = new LinkedHashMap<>();
        Fields levelForms = form.fields("levels");
        for (String word : levelForms.keys()) {
            Fields level = levelForms.fields(word);
            levels.put(
                    word,
                    new Vocabulary.Level(
                            term(level),
                            terms(level, "may"),
                            terms(level, "mayNot"),
                            level.value("tools").map(said -> level.choice("tools", Latitude.NONE))));
            level.end();
        }
        Lifecycle lifecycle = LifecycleForm.read(form);
        Fields consentForm = form.fields("consent");
        Consent consent = Consent.of(pieces(consentForm, "words"), pieces(consentForm, "beside"));
        consentForm.end();
        form.end();
        if (consent.words().isEmpty()) {
            levels.forEach((word, level) -> {
                if (level.tools().equals(Optional.of(Latitude.AUTHORISED))) {
                    levelForms.problem(word, "tools: authorised (expected: 'consent' with the 'words' of a citizen)");
                }
            });
        }
        return new Vocabulary(types, levels, lifecycle, consent);
    }

    private static List<String> pieces(Fields consent, String key) {
        List<String> pieces = consent.texts(key);
        pieces.stream()
                .filter(word -> !Consent.isPiece(word))
                .forEach(word -> consent.problem(
                        key, "'" + word + "' (expected: words without punctuation, at which messages are cut)"));
        return pieces;
    }

    private static Vocabulary.Term term(Fields form) {
        return new Vocabulary.Term(form.text("zh"), form.text("en", ""));
    }

    private static List<Vocabulary.Term> terms(Fields form, String key) {
        List<Vocabulary.Term> terms = new ArrayList<>();
        for (Fields item : form.list(key)) {
            terms.add(term(item));
            item.end();
        }
        return terms;
    }

    /** The code, when it is right; a problem otherwise. */
    static Optional<ProviderCode> providerCode(Fields label) {
        String code = label.text("providerCode");
        if (code.isBlank()) {
            return Optional.empty();
        }
        Optional<String> problem = ProviderCode.problem(code);
        problem.ifPresent(message -> label.problem("providerCode", message));
        return problem.isPresent() ? Optional.empty() : Optional.of(new ProviderCode(code));
    }
}
