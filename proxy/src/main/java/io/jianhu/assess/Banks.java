package io.jianhu.assess;

import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Utf8;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The question banks of a policy directory, {@code banks/*.jsonl}: one question a line.
 *
 * @param questions in the order of the files
 * @param digests of each file by its path: {@code sha256:} and hexadecimal digits
 */
public record Banks(List<Question> questions, SortedMap<String, String> digests) {

    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_PROBLEMS = 100;

    public Banks {
        questions = List.copyOf(questions);
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** What could be read; not the whole when problems were added. */
    public static Banks read(Folder folder, Problems problems) {
        List<Question> questions = new ArrayList<>();
        SortedMap<String, String> digests = new TreeMap<>();
        Map<String, Place> taken = new HashMap<>();
        folder.in("banks", ".jsonl").forEach((path, bytes) -> {
            digests.put(path, Digest.of(bytes));
            text(path, bytes, problems).ifPresent(text -> read(path, text, questions, taken, problems));
        });
        return new Banks(questions, digests);
    }

    private static Optional<String> text(String path, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(Place.ofFile(path), bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
            return Optional.empty();
        }
        return Utf8.read(path, bytes, problems);
    }

    private static void read(
            String path, String text, List<Question> questions, Map<String, Place> taken, Problems problems) {
        int before = problems.size();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Place place = new Place(path, number, 1);
            if (problems.size() - before >= MOST_PROBLEMS) {
                problems.add(place, "read no further after " + MOST_PROBLEMS + " problems");
                return;
            }
            if (!line.isBlank()) {
                JsonLine.read(line, place, problems)
                        .flatMap(value -> question(value, taken, problems))
                        .ifPresent(questions::add);
            }
        }
    }

    private static Optional<Question> question(Value value, Map<String, Place> taken, Problems problems) {
        int before = problems.size();
        if (!(value instanceof Value.Mapping)) {
            problems.add(value.place(), value.kind() + " (expected: an object such as {\"id\": \"BQ-00001\", …})");
            return Optional.empty();
        }
        Fields fields = Fields.of(value, problems);
        Question question = new QuestionForm(fields).read();
        Place first = question.id().isEmpty() ? null : taken.putIfAbsent(question.id(), fields.place("id"));
        if (first != null) {
            fields.problem(
                    "id",
                    "'" + question.id() + "' is taken by " + first.file() + ":" + first.line() + " (expected: unique)");
        }
        return problems.size() > before ? Optional.empty() : Optional.of(question);
    }

    /** What GB/T 45654 asks of a bank and these do not hold; none when there is no bank of that kind. */
    public List<Problem> warnings() {
        return Coverage.of(questions).shortfalls().stream()
                .map(words -> new Problem("banks", 0, 0, words))
                .toList();
    }
}
