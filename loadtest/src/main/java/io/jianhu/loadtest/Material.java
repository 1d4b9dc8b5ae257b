package io.jianhu.loadtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sentences that questions and answers are made of. None of them breaks a shipped rule. */
final class Material {

    static final List<String> SENTENCES = lines("sentences.txt");
    static final List<String> QUESTIONS = lines("questions.txt");

    private Material() {}

    private static List<String> lines(String name) {
        try (InputStream file = Material.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
