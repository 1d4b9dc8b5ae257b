package io.jianhu.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counts in how many benign texts each of some words stands, in one pass. A file holds a text a line, or, as
 * {@code .jsonl}, an object a line with the text as {@code text}. Used by one thread.
 */
final class BenignTexts {
    private static final JsonFactory JSON = new JsonFactory();

    private final Words words;
    private final int[] counts;
    private final int[] last;
    private final String[] first;
    private int lines;

    /** @param plain the words as they read, all different */
    BenignTexts(List<String> plain) {
        words = Words.of(plain);
        counts = new int[plain.size()];
        last = new int[plain.size()];
        first = new String[plain.size()];
        Arrays.fill(first, "");
    }

    void read(Path file) throws IOException, BadTable {
        boolean objects = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    text(objects ? text(file, number, line) : line, file + ":" + number);
                }
            }
        } catch (CharacterCodingException malformed) {
            throw new BadTable(file + ": not UTF-8");
        }
    }

    private static String text(Path file, int number, String line) throws IOException, BadTable {
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("text")) {
                    return json.getText();
                }
                json.skipChildren();
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new BadTable(file + ":" + number + ": not JSON (expected: an object with a text)");
        }
        throw new BadTable(file + ":" + number + ": no text (expected: an object with a text)");
    }

    private void text(String text, String place) {
        lines++;
        String plain = Normaliser.normalise(text);
        int state = Words.START;
        for (int i = 0; i < plain.length(); i++) {
            state = words.step(state, plain.charAt(i));
            for (int hit = words.hit(state); hit != Words.NONE; hit = words.nextHit(hit)) {
                int word = words.word(hit);
                if (last[word] != lines) {
                    last[word] = lines;
                    first[word] = counts[word]++ == 0 ? place : first[word];
                }
            }
        }
    }

    /** How many texts were read. */
    int lines() {
        return lines;
    }

    /** In how many texts a word stands. */
    int count(int word) {
        return counts[word];
    }

    /** Where a word first stands, as {@code file:line}; empty when nowhere. */
    String first(int word) {
        return first[word];
    }
}
