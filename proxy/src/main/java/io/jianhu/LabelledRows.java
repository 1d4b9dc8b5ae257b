package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.recognise.Hit;
import io.jianhu.text.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts of a file: rows of JSON with {@code text} and perhaps {@code spans: [{start, end, type}]}, or plain lines. */
final class LabelledRows {

    private static final JsonFactory JSON = new JsonFactory();

    private LabelledRows() {}

    /** A file that cannot be read; the message says where and what was expected, and quotes nothing. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** A stretch of a text that somebody has marked; in the file it counts code points. */
    record Label(Span span, String type) {}

    /**
     * A text.
     *
     * @param json the row it came from, empty for a plain line
     */
    record Row(String text, List<Label> labels, Optional<String> json) {

        /** The row with another text and without what told of the first; findings are added when there are some. */
        String with(String other, List<Hit> findings) throws IOException {
            StringWriter written = new StringWriter();
            try (JsonParser row = JSON.createParser(json.orElse("{}"));
                    JsonGenerator out = JSON.createGenerator(written)) {
                row.nextToken();
                out.writeStartObject();
                while (row.nextToken() == JsonToken.FIELD_NAME) {
                    String name = row.currentName();
                    row.nextToken();
                    switch (name) {
                        case "text" -> out.writeStringField("text", other);
                        case "spans", "meta" -> row.skipChildren();
                        default -> {
                            out.writeFieldName(name);
                            out.copyCurrentStructure(row);
                        }
                    }
                }
                if (!findings.isEmpty()) {
                    MaskExplanation.findings(out, findings);
                }
                out.writeEndObject();
            }
            return written.toString();
        }
    }

    static List<Row> read(Path file) throws IOException, Unreadable {
        List<Row> rows = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new Unreadable(file + ": no such file");
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new Unreadable(file + ": not UTF-8");
        }
        boolean structured = file.toString().endsWith(".jsonl");
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (!structured) {
                rows.add(new Row(line, List.of(), Optional.empty()));
            } else if (!line.isBlank()) {
                rows.add(row(file, number, line));
            }
        }
        return rows;
    }

    private static Row row(Path file, int number, String line) throws IOException, Unreadable {
        String text = null;
        List<Label> labels = new ArrayList<>();
        try (JsonParser row = JSON.createParser(line)) {
            if (row.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(file + ":" + number + ": expected an object with \"text\"");
            }
            while (row.nextToken() == JsonToken.FIELD_NAME) {
                String name = row.currentName();
                row.nextToken();
                if (name.equals("text")) {
                    text = row.getValueAsString();
                } else if (name.equals("spans") && row.currentToken() == JsonToken.START_ARRAY) {
                    while (row.nextToken() == JsonToken.START_OBJECT) {
                        labels.add(label(row));
                    }
                } else {
                    row.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new Unreadable(file + ":" + number + ":" + e.getLocation().getColumnNr() + ": not JSON");
        } catch (IllegalArgumentException e) {
            throw new Unreadable(file + ":" + number + ": a span that ends before it starts");
        }
        if (text == null) {
            throw new Unreadable(file + ":" + number + ": no \"text\"");
        }
        String whole = text;
        int length = whole.codePointCount(0, whole.length());
        if (labels.stream().anyMatch(label -> label.span().end() > length)) {
            throw new Unreadable(file + ":" + number + ": a span beyond the end of the text");
        }
        labels.replaceAll(label -> new Label(
                new Span(
                        whole.offsetByCodePoints(0, label.span().start()),
                        whole.offsetByCodePoints(0, label.span().end())),
                label.type()));
        return new Row(whole, labels, Optional.of(line));
    }

    private static Label label(JsonParser row) throws IOException {
        int start = 0;
        int end = 0;
        String type = "";
        while (row.nextToken() == JsonToken.FIELD_NAME) {
            String name = row.currentName();
            row.nextToken();
            switch (name) {
                case "start" -> start = row.getValueAsInt();
                case "end" -> end = row.getValueAsInt();
                case "type" -> type = row.getValueAsString("");
                default -> row.skipChildren();
            }
        }
        return new Label(new Span(start, end), type);
    }
}
