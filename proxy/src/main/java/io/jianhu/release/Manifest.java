package io.jianhu.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.source.EngineVersion;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a bundle says of itself; what its signature covers.
 *
 * @param revision of its files
 * @param serial 1 or more; grows from bundle to bundle
 * @param notAfter when it may no longer be taken into force
 * @param rollbackOf the serial in force in whose place it puts older files
 * @param minEngine the least version of jianhu that reads it, such as {@code 0.1.0}
 * @param files the SHA-256 of every file by path, hexadecimal
 */
public record Manifest(
        String revision,
        int serial,
        Optional<Instant> notAfter,
        Optional<Integer> rollbackOf,
        String minEngine,
        SortedMap<String, String> files) {

    private static final int FORMAT = 1;
    private static final Pattern REVISION = Pattern.compile("r-[0-9a-f]{12}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("revision", revision);
            json.writeNumberField("serial", serial);
            if (notAfter.isPresent()) {
                json.writeStringField("notAfter", notAfter.get().toString());
            } else {
                json.writeNullField("notAfter");
            }
            if (rollbackOf.isPresent()) {
                json.writeNumberField("rollbackOf", rollbackOf.get());
            }
            json.writeStringField("minEngine", minEngine);
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, String> file : files.entrySet()) {
                json.writeStringField(file.getKey(), file.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Empty exactly when problems were added. */
    static Optional<Manifest> read(String file, byte[] bytes, Problems problems) {
        Problems own = new Problems();
        Optional<Manifest> manifest = Yaml.read(file, bytes, own).map(document -> of(Fields.of(document, own)));
        problems.addAll(own);
        return manifest.filter(read -> own.isEmpty());
    }

    private static Manifest of(Fields fields) {
        fields.integer("format", 0, FORMAT, FORMAT);
        String revision = form(fields, "revision", REVISION, "such as r-0123456789ab");
        int serial = fields.integer("serial", 0, 1, Integer.MAX_VALUE);
        if (fields.value("serial").isEmpty()) {
            fields.problem("serial", "missing (expected: a whole number from 1)");
        }
        Optional<Instant> notAfter = fields.optional("notAfter").flatMap(text -> instant(fields, text));
        Optional<Integer> rollbackOf =
                fields.value("rollbackOf").map(value -> fields.integer("rollbackOf", 1, 1, Integer.MAX_VALUE));
        String minEngine = form(fields, "minEngine", EngineVersion.FORM, "a version such as " + EngineVersion.CURRENT);
        SortedMap<String, String> files = new TreeMap<>();
        Fields named = fields.fields("files");
        for (String path : named.keys()) {
            files.put(path, form(named, path, HASH, "a SHA-256, hexadecimal"));
        }
        fields.end();
        return new Manifest(revision, serial, notAfter, rollbackOf, minEngine, files);
    }

    private static String form(Fields fields, String key, Pattern form, String expected) {
        String text = fields.value(key)
                .map(value -> value instanceof Value.Scalar scalar ? scalar.text() : "")
                .orElse("");
        if (!form.matcher(text).matches()) {
            fields.problem(Archive.shown(key), "malformed or missing (expected: " + expected + ")");
        }
        return text;
    }

    private static Optional<Instant> instant(Fields fields, String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            fields.problem("notAfter", "malformed (expected: a moment such as 2027-03-01T00:00:00Z)");
            return Optional.empty();
        }
    }
}
