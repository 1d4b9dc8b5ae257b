package io.jianhu.disclose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Utf8;
import io.jianhu.source.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the labels of a file: in the front matter of Markdown, and as the member {@code aigc} or {@code AIGC} of a JSON
 * object or of each event of a stream, whose data is one line each. Used once.
 */
final class LabelReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> KEYS = Set.of("aigc", "AIGC");
    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    private final String file;
    private final Problems problems;
    private final List<FoundLabel> found = new ArrayList<>();

    LabelReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The labels in the order of the file; not all of them when problems were added. */
    List<FoundLabel> read(byte[] bytes) {
        Utf8.read(file, bytes, problems).ifPresent(this::text);
        return found;
    }

    private void text(String text) {
        String words = text.substring(Utf8.mark(text));
        String name = file.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".md") && words.stripLeading().startsWith("{")) {
            json(words, 1, 1);
        } else if (!name.endsWith(".md") && isStream(words)) {
            stream(words);
        } else {
            Markdown.read(file, text, problems).flatMap(Markdown::label).ifPresent(this::frontMatter);
        }
    }

    private static boolean isStream(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(":"))
                .findFirst()
                .filter(line -> line.matches("(data|event|id|retry):.*"))
                .isPresent();
    }

    private void frontMatter(Value.Entry entry) {
        Optional<FoundLabel> label = FoundLabel.of(entry);
        label.ifPresent(found::add);
        if (label.isEmpty()) {
            problems.add(entry.key(), Markdown.KEY + ": no mapping (expected: the seven fields of a label)");
        }
    }

    private void stream(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String data = line.startsWith(DATA) ? line.substring(DATA.length()) : "";
            if (!data.isBlank() && !data.strip().equals(END)) {
                json(data, number, DATA.length() + 1);
            }
        }
    }

    /** A document that begins at this line and column. */
    private void json(String text, int line, int column) {
        try (JsonParser json = JSON.createParser(text)) {
            try {
                document(json, line, column);
            } catch (JsonProcessingException e) {
                JsonLocation place = e.getLocation() == null ? json.currentLocation() : e.getLocation();
                problems.add(place(place, line, column), "not JSON"); // its message quotes the text
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    private void document(JsonParser json, int line, int column) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Place place = place(json.currentTokenLocation(), line, column);
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && KEYS.contains(name)) {
                found.add(new FoundLabel(place, fields(json, line, column)));
            } else if (KEYS.contains(name)) {
                json.skipChildren();
                problems.add(place, name + ": no object (expected: the seven fields of a label)");
            } else {
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            problems.add(place(json.currentTokenLocation(), line, column), "more than one document");
        }
    }

    private Map<String, FoundLabel.Field> fields(JsonParser json, int line, int column) throws IOException {
        Map<String, FoundLabel.Field> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Place place = place(json.currentTokenLocation(), line, column);
            boolean text = json.nextToken() == JsonToken.VALUE_STRING;
            fields.put(name, new FoundLabel.Field(place, text ? Optional.of(json.getText()) : Optional.empty()));
            json.skipChildren();
        }
        return fields;
    }

    private Place place(JsonLocation place, int line, int column) {
        int offset = place.getLineNr() == 1 ? column - 1 : 0;
        return new Place(file, line + place.getLineNr() - 1, place.getColumnNr() + offset);
    }
}
