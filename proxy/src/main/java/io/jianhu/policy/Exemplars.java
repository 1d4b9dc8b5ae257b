package io.jianhu.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The examples under {@code exemplars/}: JSON lines, each a text or an object with a {@code text}. */
final class Exemplars {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_EXAMPLES = 5_000;
    private static final int LONGEST = 1_000;
    private static final int MOST_PROBLEMS = 20;

    private final Map<String, List<String>> files = new TreeMap<>();

    static Exemplars read(Folder folder, Problems problems) {
        Exemplars exemplars = new Exemplars();
        folder.in("exemplars", ".jsonl")
                .forEach((path, bytes) -> exemplars.files.put(path, examples(path, bytes, problems)));
        return exemplars;
    }

    /** The examples of a file; empty when there is no such file, which is then among the problems. */
    Optional<List<String>> find(String path, Place place, Problems problems) {
        List<String> examples = files.get(path);
        if (examples == null) {
            String hint = Suggest.hint(path, files.keySet());
            problems.add(
                    place,
                    "to: '" + path + "' does not exist"
                            + (hint.isEmpty() ? " (expected: a file such as exemplars/decisions.jsonl)" : hint));
        }
        return Optional.ofNullable(examples);
    }

    private static List<String> examples(String path, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(Place.ofFile(path), bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
            return List.of();
        }
        List<String> examples = new ArrayList<>();
        int before = problems.size();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Place place = new Place(path, number, 1);
            if (examples.size() == MOST_EXAMPLES || problems.size() == before + MOST_PROBLEMS) {
                problems.add(place, "read no further (expected: at most " + MOST_EXAMPLES + " examples)");
                return List.of();
            }
            example(line, place, problems).ifPresent(examples::add);
        }
        if (examples.isEmpty() && problems.size() == before) {
            problems.add(Place.ofFile(path), "no examples (expected: one a line)");
        }
        return List.copyOf(examples);
    }

    private static Optional<String> example(String line, Place place, Problems problems) {
        Optional<String> text;
        try (JsonParser json = JSON.createParser(line)) {
            text = text(json);
            if (json.nextToken() != null) {
                problems.add(place, "more than one value on a line");
                return Optional.empty();
            }
        } catch (IOException e) {
            problems.add(place, "not JSON (expected: a text, or an object with a text)");
            return Optional.empty();
        }
        if (text.isEmpty() || text.get().isBlank()) {
            problems.add(place, "no text (expected: a text, or an object such as {\"text\": \"…\"})");
        } else if (text.get().length() > LONGEST) {
            problems.add(place, "text of " + text.get().length() + " characters (expected: at most " + LONGEST + ")");
        } else {
            return text;
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.VALUE_STRING) {
            return Optional.of(json.getText());
        }
        Optional<String> text = Optional.empty();
        if (first == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("text") && value == JsonToken.VALUE_STRING) {
                    text = Optional.of(json.getText());
                }
                json.skipChildren();
            }
        } else {
            json.skipChildren();
        }
        return text;
    }
}
