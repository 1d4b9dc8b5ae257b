package io.jianhu.robot;

import io.jianhu.chat.ProviderCode;
import io.jianhu.chat.RobotId;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Fields;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the form of one robot, whose header has been read, against the words that other files define. */
final class RobotForm {

    private static final Robot.Timeouts PATIENCE = new Robot.Timeouts(
            Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(10));

    private static final int MOST_CRITICAL = 1000;
    private static final Duration LONGEST_KEPT = Duration.ofHours(24);
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Fields form;
    private final Vocabulary vocabulary;
    private final Words words;

    RobotForm(Fields form, Vocabulary vocabulary, Words words) {
        this.form = form;
        this.vocabulary = vocabulary;
        this.words = words;
    }

    /** The robot; empty only when it lacks what a robot cannot be made without, which is then among the problems. */
    Optional<Robot> read() {
        String id = Forms.id(form);
        String name = form.text("name");
        String department = form.text("department");
        String supplier = form.text("supplier", "");
        String type = word("type", vocabulary.types().keySet());
        String level = word("level", vocabulary.levels().keySet());
        List<String> scenes = form.texts("scenes");
        Optional<Robot.Filing> filing = filing();
        Optional<Robot.Assessment> assessment = assessment();
        Robot.Status status = form.choice("status", Robot.Status.DRAFT);
        List<String> guardians = form.texts("guardians");
        Optional<Robot.Upstream> upstream = upstream();
        Optional<Robot.Label> label = label();
        Robot.Complaints complaints = complaints();
        Robot.Conduct conduct = conduct();
        Robot.Privacy privacy = privacy();
        Optional<String> office = form.optional("office");
        Optional<String> human = form.optional("human");
        List<String> languages = form.texts("languages");
        Robot.English english = english();
        List<Step> history = new HistoryForm(form, vocabulary.lifecycle()).read(status);
        Optional<RobotId> successor = successor();
        Latitude latitude = vocabulary.level(level).tools().orElse(Latitude.OWN);
        Optional<List<Tool>> tools = new ToolForms(form, level, latitude).read();
        Robot.Limits limits = LimitsForm.robot(form);
        form.end();
        if (id.isEmpty() || upstream.isEmpty() || label.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Robot(
                new RobotId(id),
                name,
                department,
                supplier,
                type,
                level,
                scenes,
                filing,
                assessment,
                status,
                guardians,
                upstream.get(),
                label.get(),
                complaints,
                conduct,
                privacy,
                office,
                human,
                languages.isEmpty() ? List.of("zh") : languages,
                english,
                history,
                successor,
                tools,
                limits));
    }

    /** Checked for being registered once every robot is read. */
    private Optional<RobotId> successor() {
        form.optional("successor");
        return Successors.named(form)
                .map(Value.Scalar::text)
                .filter(RobotId::isValid)
                .map(RobotId::new);
    }

    private String word(String key, Collection<String> known) {
        return known(form, key, form.text(key), known);
    }

    private static String known(Fields fields, String key, String word, Collection<String> known) {
        if (!word.isBlank() && !known.isEmpty() && !known.contains(word)) {
            fields.problem(
                    key, "'" + word + "' (expected: " + String.join(", ", known) + ")" + Suggest.hint(word, known));
        }
        return word;
    }

    private Optional<Robot.Filing> filing() {
        if (form.value("filing").isEmpty()) {
            return Optional.empty();
        }
        Fields filing = form.fields("filing");
        Optional<Robot.Filing> read =
                needed(filing, "validUntil").map(day -> new Robot.Filing(filing.text("number"), day));
        filing.end();
        return read;
    }

    private Optional<Robot.Assessment> assessment() {
        if (form.value("assessment").isEmpty()) {
            return Optional.empty();
        }
        Fields assessment = form.fields("assessment");
        String report = assessment.text("report");
        String model = assessment.text("model");
        Set<String> reports = new LinkedHashSet<>(assessment.texts("reports"));
        Set<String> fingerprints = new LinkedHashSet<>(assessment.texts("fingerprints"));
        String policy = assessment.text("policy", "");
        Optional<Robot.Assessment> read = needed(assessment, "validUntil")
                .map(day -> new Robot.Assessment(report, model, reports, fingerprints, policy, day));
        assessment.end();
        return read;
    }

    private static Optional<java.time.LocalDate> needed(Fields fields, String key) {
        return fields.text(key).isBlank() ? Optional.empty() : fields.date(key);
    }

    private Optional<Robot.Upstream> upstream() {
        Fields upstream = form.fields("upstream");
        String dialect = upstream.text("dialect", "openai");
        known(upstream, "dialect", dialect, words.dialects());
        ModelForm model = new ModelForm(upstream);
        String name = upstream.text("model");
        String modelFiling = upstream.text("modelFiling", "");
        Optional<Secret> key = upstream.optional("apiKeyFrom").flatMap(place -> secret(upstream, "apiKeyFrom", place));
        Robot.Timeouts timeouts = timeouts(upstream.fields("timeouts"));
        List<Robot.Endpoint> endpoints = model.endpoints(key);
        Optional<Robot.Upstream> read = endpoints.isEmpty()
                ? Optional.empty()
                : Optional.of(new Robot.Upstream(
                        dialect,
                        endpoints,
                        name,
                        modelFiling,
                        timeouts,
                        model.fallback(),
                        model.probe(),
                        model.authority(),
                        model.http()));
        upstream.end();
        return read;
    }

    private static Robot.Timeouts timeouts(Fields timeouts) {
        Robot.Timeouts read = new Robot.Timeouts(
                patience(timeouts, "connect", PATIENCE.connect()),
                patience(timeouts, "firstByte", PATIENCE.firstByte()),
                patience(timeouts, "idle", PATIENCE.idle()),
                patience(timeouts, "total", PATIENCE.total()));
        timeouts.end();
        return read;
    }

    private static Duration patience(Fields timeouts, String key, Duration otherwise) {
        Duration duration = timeouts.duration(key, otherwise);
        if (duration.isZero()) {
            timeouts.problem(key, "0 (expected: longer than nothing)");
            return otherwise;
        }
        return duration;
    }

    private Optional<Robot.Label> label() {
        Fields label = form.fields("label");
        Optional<ProviderCode> code = Forms.providerCode(label);
        Robot.Label.Place place = label.choice("place", Robot.Label.Place.FIRST);
        Optional<LabelKey> sign = label.value("sign").isEmpty() ? Optional.empty() : sign(label.fields("sign"));
        label.end();
        return code.map(valid -> new Robot.Label(valid, place, sign));
    }

    private Optional<LabelKey> sign(Fields sign) {
        sign.text("algorithm"); // a problem when it is missing
        Algorithm algorithm = sign.choice("algorithm", Algorithm.ED25519);
        Optional<Secret> secret = Optional.of(sign.text("keyFrom"))
                .filter(place -> !place.isBlank())
                .flatMap(place -> secret(sign, "keyFrom", place));
        String id = sign.text("keyId", form.text("id", "key"));
        if (!SigningKey.ID.matcher(id).matches()) {
            sign.problem("keyId", "'" + id + "' (expected: 1-64 letters, digits, '.', '_' or '-')");
        }
        sign.end();
        return secret.map(place -> new LabelKey(algorithm, place, id));
    }

    /** The secret that is kept at a place; empty with a problem when it is no place of one. */
    static Optional<Secret> secret(Fields fields, String key, String place) {
        Optional<String> misplaced = Secret.problem(place);
        misplaced.ifPresent(expected -> fields.problem(key, "not the place of a key " + expected));
        return misplaced.isPresent() ? Optional.empty() : Optional.of(Secret.at(place));
    }

    private Robot.Complaints complaints() {
        Fields complaints = form.fields("complaints");
        Robot.Complaints read = new Robot.Complaints(
                complaints.text("phone"), complaints.text("url", ""), complaints.text("hours", ""));
        if (!read.url().isEmpty()
                && !read.url().startsWith("https://")
                && !read.url().startsWith("http://")) {
            complaints.problem("url", "'" + read.url() + "' (expected: http or https)");
        }
        complaints.end();
        return read;
    }

    private Robot.Conduct conduct() {
        Fields policy = form.fields("policy");
        int strictness = policy.integer("strictness", 1, 1, Robot.Conduct.STRICTEST);
        Robot.Conduct read = new Robot.Conduct(
                strictness,
                policy.integer("watch", strictness, strictness, Robot.Conduct.STRICTEST),
                policy.choice("hold", Robot.Conduct.Hold.MINIMAL),
                policy.choice("onFailure", Robot.Conduct.OnFailure.CLOSED),
                cache(policy),
                policy.choice("drift", Robot.Conduct.Drift.WARN),
                policy.choice("media", Robot.Conduct.Media.REFUSE),
                brake(policy));
        policy.end();
        return read;
    }

    private static Optional<Robot.Conduct.Cache> cache(Fields policy) {
        if (!(policy.value("cache").orElse(null) instanceof Value.Mapping)) {
            return Optional.of(policy.choice("cache", Switch.OFF))
                    .filter(Switch.ON::equals)
                    .map(on -> Robot.Conduct.Cache.DEFAULT);
        }
        Fields cache = policy.fields("cache");
        Duration ttl = patience(cache, "ttl", Robot.Conduct.Cache.DEFAULT.ttl());
        if (ttl.compareTo(LONGEST_KEPT) > 0) {
            cache.problem("ttl", ttl.toSeconds() + "s (expected: at most 24h)");
        }
        long answer = cache.bytes("answer", Robot.Conduct.Cache.DEFAULT.answer());
        if (answer < 1 << 10 || answer > 8 << 20) {
            cache.problem("answer", answer + " bytes (expected: 1KiB to 8MiB)");
        }
        cache.end();
        return Optional.of(new Robot.Conduct.Cache(ttl, (int) answer));
    }

    private static Optional<Robot.Conduct.Limit> brake(Fields policy) {
        if (policy.value("brake").isEmpty()) {
            return Optional.empty();
        }
        Fields brake = policy.fields("brake");
        Robot.Conduct.Limit limit = new Robot.Conduct.Limit(
                brake.integer("critical", 1, 1, MOST_CRITICAL), patience(brake, "within", WITHIN));
        brake.end();
        return Optional.of(limit);
    }

    private Robot.Privacy privacy() {
        Fields privacy = form.fields("privacy");
        List<String> keep = privacy.texts("keep");
        keep.forEach(kind -> known(privacy, "keep", kind, words.kinds()));
        Placeholders placeholders = privacy.choice("placeholders", Placeholders.MARKS);
        Reasoning reasoning = privacy.choice("reasoning", Reasoning.RESTORE);
        privacy.end();
        List<PublicValue> known = new ArrayList<>();
        for (Fields entry : form.list("public")) {
            known.add(new PublicValue(entry.text("value"), entry.date("reviewBy"), entry.place()));
            entry.text("owner", "");
            entry.end();
        }
        return new Robot.Privacy(
                new LinkedHashSet<>(keep),
                placeholders == Placeholders.SURROGATES,
                reasoning == Reasoning.RESTORE,
                known);
    }

    private enum Placeholders {
        MARKS,
        SURROGATES
    }

    private enum Reasoning {
        RESTORE,
        HIDE
    }

    private enum Switch {
        OFF,
        ON
    }

    private Robot.English english() {
        Fields english = form.fields("en");
        Robot.English read = new Robot.English(
                english.text("name", ""),
                english.text("department", ""),
                english.text("office", ""),
                english.text("human", ""));
        english.end();
        return read;
    }
}
