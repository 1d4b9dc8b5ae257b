package io.jianhu.assess;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one line of JSON into a value that knows its columns. */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final Place line;
    private final Problems problems;

    private JsonLine(JsonParser parser, Place line, Problems problems) {
        this.parser = parser;
        this.line = line;
        this.problems = problems;
    }

    /** The value of a line; empty exactly when problems were added. */
    static Optional<Value> read(String text, Place line, Problems problems) {
        int before = problems.size();
        try (JsonParser parser = JSON.createParser(text)) {
            JsonLine reader = new JsonLine(parser, line, problems);
            parser.nextToken();
            Value value = reader.value();
            if (parser.nextToken() != null) {
                problems.add(reader.here(), "more than one value on a line");
            }
            return problems.size() > before ? Optional.empty() : Optional.of(value);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            problems.add(new Place(line.file(), line.line(), Math.max(1, column)), "not JSON: " + said(e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    private static String said(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private Place here() {
        return new Place(line.file(), line.line(), parser.currentTokenLocation().getColumnNr());
    }

    private Value value() throws IOException {
        Place place = here();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Value.Mapping(place, entries());
        }
        if (token == JsonToken.START_ARRAY) {
            List<Value> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return new Value.Sequence(place, items);
        }
        return new Value.Scalar(place, parser.getText(), token == JsonToken.VALUE_STRING);
    }

    private Map<String, Value.Entry> entries() throws IOException {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Place key = here();
            String name = parser.currentName();
            parser.nextToken();
            Value.Entry entry = new Value.Entry(key, value());
            if (entries.putIfAbsent(name, entry) != null) {
                problems.add(key, "duplicate key '" + name + "'");
            }
        }
        return entries;
    }
}
