package io.jianhu.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must be known of policies across a restart.
 *
 * @param current the revision in force
 * @param previous the revision to which one step back leads
 * @param undone what was rolled back and must not come back by itself
 * @param serial the greatest serial of a bundle that was accepted; 0 for none
 * @param serials under which serial a revision was accepted last, the oldest first
 */
record Standing(
        Optional<String> current,
        Optional<String> previous,
        Optional<Undone> undone,
        int serial,
        Map<String, Integer> serials) {

    static final Standing NONE = new Standing(Optional.empty(), Optional.empty(), Optional.empty(), 0, Map.of());

    private static final int MOST_SERIALS = 1000;

    Standing {
        serials = Collections.unmodifiableMap(new LinkedHashMap<>(serials));
    }

    /**
     * What was rolled back.
     *
     * @param revision that was in force
     * @param fingerprint of the reading that was then at the source
     */
    record Undone(String revision, String fingerprint) {}

    /** After a bundle was accepted, before it is in force. */
    Standing with(Manifest manifest) {
        Map<String, Integer> more = new LinkedHashMap<>(serials);
        more.remove(manifest.revision());
        more.put(manifest.revision(), manifest.serial());
        while (more.size() > MOST_SERIALS) {
            more.remove(more.keySet().iterator().next());
        }
        return new Standing(current, previous, undone, Math.max(serial, manifest.serial()), more);
    }

    /** After a revision came into force by an edit. */
    Standing with(String revision) {
        Optional<String> before = current.filter(old -> !old.equals(revision)).or(() -> previous);
        return new Standing(
                Optional.of(revision), before.filter(old -> !old.equals(revision)), Optional.empty(), serial, serials);
    }

    /** After one step back. The step cannot be taken again. */
    Standing back(String revision, Undone from) {
        return new Standing(Optional.of(revision), Optional.empty(), Optional.of(from), serial, serials);
    }

    /** The serial in force, where it is that of a bundle. */
    Optional<Integer> serialInForce() {
        return current.map(serials::get);
    }

    /** Why a bundle that is signed all right must not come into force. */
    Optional<String> refuses(Manifest manifest) {
        Optional<Integer> before = Optional.ofNullable(serials.get(manifest.revision()));
        Optional<Integer> inForce = serialInForce();
        if (manifest.serial() < serial) {
            return Optional.of("serial " + manifest.serial() + " (expected: more than " + serial
                    + ", the last that was accepted; see jianhu policy build --rollback-of)");
        }
        if (manifest.serial() == serial) {
            return before.filter(accepted -> accepted == serial).isPresent()
                    ? Optional.empty()
                    : Optional.of("serial " + serial + " was accepted with other files (expected: a greater one)");
        }
        if (inForce.isEmpty()) {
            return Optional.empty();
        }
        if (manifest.rollbackOf().filter(of -> !of.equals(inForce.get())).isPresent()) {
            return Optional.of("rollbackOf " + manifest.rollbackOf().get() + " (expected: " + inForce.get()
                    + ", the serial in force)");
        }
        boolean older = before.filter(accepted -> accepted < inForce.get()).isPresent();
        return older && manifest.rollbackOf().isEmpty()
                ? Optional.of("the files of serial " + before.get() + " again (expected: jianhu policy build"
                        + " --rollback-of " + inForce.get() + ")")
                : Optional.empty();
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            text(json, "current", current);
            text(json, "previous", previous);
            text(json, "undone", undone.map(Undone::revision));
            text(json, "undoneFingerprint", undone.map(Undone::fingerprint));
            json.writeNumberField("serial", serial);
            json.writeObjectFieldStart("serials");
            for (Map.Entry<String, Integer> accepted : serials.entrySet()) {
                json.writeNumberField(accepted.getKey(), accepted.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** Empty exactly when problems were added. */
    static Optional<Standing> read(String file, byte[] bytes, Problems problems) {
        Problems own = new Problems();
        Optional<Standing> standing = Yaml.read(file, bytes, own).map(document -> of(Fields.of(document, own)));
        problems.addAll(own);
        return standing.filter(read -> own.isEmpty());
    }

    private static Standing of(Fields fields) {
        Optional<String> undone = fields.optional("undone");
        String fingerprint = fields.text("undoneFingerprint", "");
        Map<String, Integer> serials = new LinkedHashMap<>();
        Fields accepted = fields.fields("serials");
        accepted.keys().forEach(revision -> serials.put(revision, accepted.integer(revision, 0, 1, Integer.MAX_VALUE)));
        Standing standing = new Standing(
                fields.optional("current"),
                fields.optional("previous"),
                undone.map(revision -> new Undone(revision, fingerprint)),
                fields.integer("serial", 0, 0, Integer.MAX_VALUE),
                serials);
        fields.end();
        return standing;
    }
}
