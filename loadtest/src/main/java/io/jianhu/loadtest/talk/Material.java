package io.jianhu.loadtest.talk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sentences that questions and answers are made of; and how any file of the jar is read. */
public final class Material {

    /** None of these breaks a shipped rule. */
    static final List<String> SENTENCES =
            text(Material.class, "sentences.txt").lines().toList();

    /** Each of these is a question; none breaks a shipped rule. */
    public static final List<String> QUESTIONS =
            text(Material.class, "questions.txt").lines().toList();

    /** Each of these breaks a shipped rule. */
    public static final List<String> ATTACKS =
            text(Material.class, "attacks.txt").lines().toList();

    private Material() {}

    /** As many characters of the sentences as are wanted. */
    public static String prose(int characters) {
        String sentences = String.join("", SENTENCES);
        return sentences.repeat(characters / sentences.length() + 1).substring(0, characters);
    }

    /**
     * A file of the jar, as text.
     *
     * @param room any class of the room that the file belongs to
     * @param name of the file
     */
    public static String text(Class<?> room, String name) {
        try (InputStream file = room.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
