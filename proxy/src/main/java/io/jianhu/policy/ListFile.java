package io.jianhu.policy;

import io.jianhu.source.Replacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A list on disk, and beside it the words that were set aside. Each is replaced at one stroke. */
final class ListFile {
    static final String ENDING = ".txt";

    private static final String HEAD = "word\treason\tdetail";

    private final Path file;

    ListFile(Path file) {
        this.file = file;
    }

    Path aside() {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".set-aside.tsv");
    }

    /** What stands in the list now; empty when there is none. */
    String text() throws IOException, BadTable {
        return Files.exists(file) ? utf8(file) : "";
    }

    /** The entries of a list, with the lines where they stand. */
    static List<Candidate> entries(String text) {
        List<Candidate> entries = new ArrayList<>();
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1)) {
            number++;
            int tab = line.indexOf('\t');
            String word = (tab < 0 ? line : line.substring(0, tab)).strip();
            if (!word.isEmpty() && !word.startsWith("#")) {
                entries.add(new Candidate(word, tab < 0 ? "" : line.substring(tab + 1), number));
            }
        }
        return entries;
    }

    /** Adds entries behind what stands there. */
    void write(String before, List<Candidate> added) throws IOException {
        StringBuilder text = new StringBuilder(before);
        if (!before.isEmpty() && !before.endsWith("\n")) {
            text.append('\n');
        }
        for (Candidate word : added) {
            text.append(word.word());
            if (!word.category().isEmpty()) {
                text.append('\t').append(word.category());
            }
            text.append('\n');
        }
        replace(file, text.toString());
    }

    /**
     * Writes what was set aside; nothing where nothing was and no such file stands there.
     *
     * @param keep whether what the file says already is kept
     */
    void writeAside(List<SetAside> words, boolean keep) throws IOException, BadTable {
        Path aside = aside();
        boolean exists = Files.exists(aside);
        if (words.isEmpty() && !exists) {
            return;
        }
        Set<String> lines = new LinkedHashSet<>();
        lines.add(HEAD);
        if (keep && exists) {
            utf8(aside).lines().forEach(lines::add);
        }
        words.forEach(word -> lines.add(word.line()));
        replace(aside, String.join("\n", lines) + "\n");
    }

    private static String utf8(Path file) throws IOException, BadTable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadTable(file + ": not UTF-8");
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Replacement.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
