package io.jianhu.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts to try a policy on: {@code .jsonl} with a member {@code text} in each line, or one text a line. */
public final class Corpus {

    private static final JsonFactory JSON = new JsonFactory();

    private Corpus() {}

    /**
     * A text and where it stands.
     *
     * @param file as the user named it, or below the directory that the user named
     * @param line 1 or more
     */
    public record Line(Path file, int line, String text) {

        /** Prints no words. */
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * The texts of a file, or of every {@code .jsonl} and {@code .txt} file below a directory; blank ones are left out.
     *
     * @return what could be read; not the whole when problems were added
     */
    public static List<Line> read(Path path, Problems problems) {
        List<Line> lines = new ArrayList<>();
        try {
            for (Path file : files(path)) {
                read(file, lines, problems);
            }
        } catch (IOException e) {
            problems.add(Place.ofFile(path.toString()), "cannot be read: " + e);
        }
        return lines;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> isJson(file) || file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".jsonl") || file.toString().endsWith(".ndjson");
    }

    private static void read(Path file, List<Line> lines, Problems problems) throws IOException {
        boolean json = isJson(file);
        int number = 0;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (!line.isBlank()) {
                    String text = json ? text(line) : line;
                    if (!text.isBlank()) {
                        lines.add(new Line(file, number, text));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            problems.add(
                    new Place(file.toString(), number, 1),
                    "not a line of JSON with a text (expected: {\"text\": \"…\"})");
        } catch (MalformedInputException e) {
            problems.add(Place.ofFile(file.toString()), "not UTF-8");
        }
    }

    private static String text(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                return json.getText();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("text");
                if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    return json.getText();
                }
                json.skipChildren();
            }
            throw new com.fasterxml.jackson.core.JsonParseException(json, "no text");
        }
    }
}
