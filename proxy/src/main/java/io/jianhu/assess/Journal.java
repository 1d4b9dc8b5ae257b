package io.jianhu.assess;

import io.jianhu.source.EngineVersion;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The results of an assessment in a file, a line each as they come, so that one that was broken off goes on where it
 * stopped. The first line says under which terms they came; a last line that was cut off is dropped.
 */
public final class Journal implements AutoCloseable {

    private static final String FORM = "jianhu-assess/1";
    private static final int MOST_BYTES = 512 << 20;

    private final FileChannel file;
    private final Map<String, Result> results;

    private Journal(FileChannel file, Map<String, Result> results) {
        this.file = file;
        this.results = results;
    }

    /**
     * Opens a file, which need not exist, for one process.
     *
     * @return empty exactly when problems were added: other terms, no journal, another process
     * @throws IOException when it cannot be read or written
     */
    public static Optional<Journal> open(Path path, Terms terms, Problems problems) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean opened = false;
        try {
            if (!isOurs(file)) {
                problems.add(Place.ofFile(path.toString()), "another assessment writes into this journal");
                return Optional.empty();
            }
            Optional<Journal> journal = open(path.toString(), file, terms, problems);
            opened = journal.isPresent();
            return journal;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Optional<Journal> open(String path, FileChannel file, Terms terms, Problems problems)
            throws IOException {
        if (file.size() > MOST_BYTES) {
            problems.add(Place.ofFile(path), "longer than " + MOST_BYTES + " bytes (expected: a journal)");
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // Reads on.
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        String kept = text.substring(0, whole);
        if (kept.isEmpty() && !text.isEmpty() && !head(terms).startsWith(text)) {
            problems.add(new Place(path, 1, 1), "not the journal of an assessment (expected: one, or a new file)");
            return Optional.empty();
        }
        int before = problems.size();
        Map<String, Result> results = kept.isEmpty() ? new LinkedHashMap<>() : read(path, kept, terms, problems);
        if (problems.size() > before) {
            return Optional.empty();
        }
        file.truncate(kept.getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
        Journal journal = new Journal(file, results);
        if (kept.isEmpty()) {
            journal.append(head(terms));
        }
        return Optional.of(journal);
    }

    private static String head(Terms terms) {
        return Json.write(json -> {
            json.writeStringField("journal", FORM);
            json.writeStringField("program", EngineVersion.CURRENT);
            json.writeStringField("robot", terms.robot());
            json.writeStringField("policy", terms.policy());
            json.writeStringField("model", terms.model());
            json.writeObjectFieldStart("banks");
            for (Map.Entry<String, String> bank : terms.banks().entrySet()) {
                json.writeStringField(bank.getKey(), bank.getValue());
            }
            json.writeEndObject();
        });
    }

    private static Map<String, Result> read(String path, String text, Terms terms, Problems problems) {
        Map<String, Result> results = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            Place place = new Place(path, number, 1);
            Problems own = new Problems();
            Optional<Fields> fields = JsonLine.read(line, place, own)
                    .filter(Value.Mapping.class::isInstance)
                    .map(value -> Fields.of(value, own));
            if (number == 1) {
                if (fields.isEmpty() || !fields.get().text("journal", "").equals(FORM)) {
                    problems.add(place, "not the journal of an assessment (expected: one, or a new file)");
                    return results;
                }
                differ(place, "program", fields.get().text("program", ""), EngineVersion.CURRENT, problems);
                compare(place, terms, terms(fields.get()), problems);
            } else {
                Optional<Result> result = fields.flatMap(ResultLine::read);
                if (result.isEmpty()) {
                    problems.add(place, "not a result of an assessment");
                    return results;
                }
                results.put(result.get().question(), result.get());
            }
        }
        return results;
    }

    private static Terms terms(Fields head) {
        Fields banks = head.fields("banks");
        TreeMap<String, String> digests = new TreeMap<>();
        banks.keys().forEach(bank -> digests.put(bank, banks.text(bank, "")));
        return new Terms(head.text("robot", ""), head.text("policy", ""), head.text("model", ""), digests);
    }

    private static void compare(Place place, Terms now, Terms then, Problems problems) {
        differ(place, "robot", then.robot(), now.robot(), problems);
        differ(place, "policy", then.policy(), now.policy(), problems);
        differ(place, "model", then.model(), now.model(), problems);
        if (!then.banks().equals(now.banks())) {
            problems.add(place, "journal of other banks than these (expected: the same banks, or a new file)");
        }
    }

    private static void differ(Place place, String what, String then, String now, Problems problems) {
        if (!then.equals(now)) {
            problems.add(place, "journal of " + what + " " + then + ", and this is " + now + " (expected: a new file)");
        }
    }

    /** What is known so far, by the question's id. */
    public Map<String, Result> results() {
        return Map.copyOf(results);
    }

    /** Keeps one more; used by many threads. */
    public void add(Result result) throws IOException {
        append(ResultLine.write(result));
    }

    private synchronized void append(String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
