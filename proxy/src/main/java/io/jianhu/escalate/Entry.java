package io.jianhu.escalate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object in a journal: texts, whole numbers, truths, lists of texts and lists of objects, by name. */
record Entry(Map<String, Object> values) {

    /** Its buffers are shared: of those that Jackson keeps for each thread, every exchange, having its own, would hold a set. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] write(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * The object of a record.
     *
     * @throws UncheckedIOException when it is none; a journal's own check lets no such record through
     */
    static Entry read(byte[] record) {
        try (JsonParser json = FACTORY.createParser(record)) {
            json.nextToken();
            return object(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException("a record of the journal is not JSON", malformed);
        }
    }

    private static Entry object(JsonParser json) throws IOException {
        Map<String, Object> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            values.put(name, value(json));
        }
        return new Entry(values);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("unexpected " + json.currentToken());
        };
    }

    Optional<String> optional(String name) {
        return find(name, String.class);
    }

    String text(String name) {
        return need(name, String.class);
    }

    long number(String name) {
        return need(name, Long.class);
    }

    boolean truth(String name) {
        return need(name, Boolean.class);
    }

    Instant time(String name) {
        return Instant.parse(text(name));
    }

    List<String> texts(String name) {
        return list(name, String.class);
    }

    List<Entry> entries(String name) {
        return list(name, Entry.class);
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (Object each : need(name, List.class)) {
            all.add(type.cast(each));
        }
        return all;
    }

    private <T> T need(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new IllegalStateException("a record of the journal has no " + name));
    }

    private <T> Optional<T> find(String name, Class<T> type) {
        Object value = values.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
