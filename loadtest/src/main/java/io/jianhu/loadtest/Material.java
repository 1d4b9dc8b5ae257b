package io.jianhu.loadtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of this room: the sentences that questions and answers are made of, and the gateway's own. */
final class Material {

    /** None of these, nor of the questions, breaks a shipped rule. */
    static final List<String> SENTENCES = text("sentences.txt").lines().toList();

    static final List<String> QUESTIONS = text("questions.txt").lines().toList();

    /** Each of these breaks a shipped rule. */
    static final List<String> ATTACKS = text("attacks.txt").lines().toList();

    private Material() {}

    /** As many characters of the sentences as are wanted. */
    static String prose(int characters) {
        String sentences = String.join("", SENTENCES);
        return sentences.repeat(characters / sentences.length() + 1).substring(0, characters);
    }

    static String text(String name) {
        try (InputStream file = Material.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
