package io.jianhu.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Side;
import io.jianhu.store.Segments;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads the decisions of a ledger, or of a copy of it, oldest first, without writing to it and without a lock. */
public final class Decisions {
    private final Filter filter;
    private final Consumer<Decided> sink;
    private final LongConsumer progress;
    private long lines;
    private long malformed;

    private Decisions(Filter filter, Consumer<Decided> sink, LongConsumer progress) {
        this.filter = filter;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * How much was read.
     *
     * @param lines all lines, those about other events included
     * @param malformed those that are no records, or say of a decision what nobody can understand
     */
    public record Count(long lines, long malformed) {}

    /**
     * Reads a directory to its end.
     *
     * @param filter which decisions are wanted
     * @param progress is told after every line how many have been read
     * @throws IOException when a file cannot be read
     */
    public static Count read(Path directory, Filter filter, Consumer<Decided> sink, LongConsumer progress)
            throws IOException {
        Decisions decisions = new Decisions(filter, sink, progress);
        for (Path file : Segments.list(directory, "jsonl")) {
            decisions.read(file);
        }
        return new Count(decisions.lines, decisions.malformed);
    }

    private void read(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (byte[] line = Chain.line(in); line.length > 0; line = Chain.line(in)) {
                lines++;
                take(line);
                progress.accept(lines);
            }
        }
    }

    private void take(byte[] line) {
        Members members = new Members();
        try {
            members.read(line);
        } catch (IOException malformedLine) {
            malformed++;
            return;
        }
        Optional<String> event = members.text("event");
        if (event.isEmpty()) {
            malformed++;
        } else if (event.get().equals("decided")) {
            Optional<Decided> decided = members.decided();
            malformed += decided.isEmpty() ? 1 : 0;
            decided.filter(found -> filter.wants(line)).ifPresent(sink);
        }
    }

    /** The members of one line: texts and lists of texts. */
    private static final class Members {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, List<String>> lists = new HashMap<>();

        void read(byte[] line) throws IOException {
            try (JsonParser json = Json.parser(line)) {
                boolean object = json.nextToken() == JsonToken.START_OBJECT;
                while (object && json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    switch (json.nextToken()) {
                        case VALUE_STRING -> texts.put(name, json.getText());
                        case START_ARRAY -> lists.put(name, list(json));
                        default -> json.skipChildren();
                    }
                }
            }
        }

        private static List<String> list(JsonParser json) throws IOException {
            List<String> list = new ArrayList<>();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    list.add(json.getText());
                } else if (token == null) {
                    throw new IOException("a list without an end");
                } else {
                    json.skipChildren();
                }
            }
            return list;
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }

        Optional<Decided> decided() {
            List<String> rules = lists.get("rules");
            List<String> shadow = lists.get("shadow");
            if (rules == null || shadow == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Decided(
                        text("request").orElseThrow(),
                        Instant.parse(text("at").orElseThrow()),
                        text("robot").orElseThrow(),
                        text("client").orElseThrow(),
                        Side.valueOf(text("side").orElseThrow().toUpperCase(Locale.ROOT)),
                        Decision.valueOf(text("verdict").orElseThrow().toUpperCase(Locale.ROOT)),
                        rules,
                        shadow));
            } catch (DateTimeException | IllegalArgumentException | java.util.NoSuchElementException malformed) {
                return Optional.empty();
            }
        }
    }
}
