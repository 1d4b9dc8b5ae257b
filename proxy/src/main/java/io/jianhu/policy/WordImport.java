package io.jianhu.policy;

import io.jianhu.text.Words;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the words of a spreadsheet or text into a list. Every spelling is taken once, as it was first written; what
 * would do harm in a list is set aside in a file beside it.
 *
 * @param source an {@code .xlsx}, {@code .csv} or {@code .txt} file
 * @param target the list, which ends in {@code .txt}
 * @param sheet the name of a sheet; empty for the first
 * @param word the column of the words, by its name or its number from 1; empty where the first row says it
 * @param category the column of the categories, as {@code word}
 * @param benign files of texts in which no word should stand
 * @param share the greatest share of the benign texts in which a word may stand, 0 to 1
 */
public record WordImport(
        Path source,
        Path target,
        Optional<String> sheet,
        Optional<String> word,
        Optional<String> category,
        List<Path> benign,
        double share,
        Existing existing) {

    public WordImport {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0-1)");
        }
        benign = List.copyOf(benign);
    }

    /** What happens to a list that is there already. */
    public enum Existing {
        /** It stays as it is and nothing is written. */
        KEEP,
        /** New words are added behind what stands in it. */
        MERGE,
        REPLACE
    }

    /**
     * What was done.
     *
     * @param read how many words the source has
     * @param header the row of the source that names the columns
     * @param empty how many rows of the source have no word
     * @param comments how many lines of the source are comments
     * @param kept how many words the list had before and has still
     * @param known how many words of the source the list had before
     * @param added how many words were added to the list
     * @param duplicates words of the source that read like an earlier one
     * @param redundant words of the list that have another of its words within them
     * @param texts how many benign texts were looked at
     * @param aside where the words stand that were set aside
     */
    public record Report(
            int read,
            Optional<Integer> header,
            int empty,
            int comments,
            int kept,
            int known,
            int added,
            List<Alike> duplicates,
            List<SetAside> setAside,
            List<Alike> redundant,
            int texts,
            Path aside) {

        public Report {
            duplicates = List.copyOf(duplicates);
            setAside = List.copyOf(setAside);
            redundant = List.copyOf(redundant);
        }
    }

    /**
     * Reads, sifts and writes. A list to which no word would be added is not written.
     *
     * @throws BadTable when the source, the list or a benign text cannot be understood
     * @throws FileAlreadyExistsException when the list is there and stays as it is
     * @throws IOException when a file cannot be read or written
     */
    public Report run() throws BadTable, IOException {
        if (!target.getFileName().toString().endsWith(ListFile.ENDING)) {
            throw new BadTable(
                    target + ": not the name of a list (expected: one that ends in " + ListFile.ENDING + ")");
        }
        if (existing == Existing.KEEP && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        ListFile list = new ListFile(target);
        String before = existing == Existing.MERGE ? list.text() : "";
        Sieve sieve = new Sieve();
        ListFile.entries(before).forEach(sieve::keep);
        int kept = sieve.taken().size();
        WordFile file = WordFile.read(source, sheet, word, category);
        file.words().forEach(sieve::offer);
        int texts = sift(sieve);
        List<Candidate> added = sieve.taken().values().stream()
                .filter(Sieve.Taken::fresh)
                .map(Sieve.Taken::word)
                .toList();
        list.writeAside(sieve.setAside(), existing == Existing.MERGE);
        if (!added.isEmpty()) {
            list.write(before, added);
        }
        return new Report(
                file.words().size(),
                file.header(),
                file.empty(),
                file.comments(),
                kept,
                sieve.known(),
                added.size(),
                sieve.duplicates(),
                sieve.setAside(),
                redundant(sieve.taken()),
                texts,
                list.aside());
    }

    /** Sets aside the new words that stand in too many benign texts; says how many texts there are. */
    private int sift(Sieve sieve) throws BadTable, IOException {
        if (benign.isEmpty()) {
            return 0;
        }
        List<String> fresh = sieve.taken().entrySet().stream()
                .filter(entry -> entry.getValue().fresh())
                .map(Map.Entry::getKey)
                .toList();
        BenignTexts texts = new BenignTexts(fresh);
        for (Path file : benign) {
            texts.read(file);
        }
        for (int i = 0; i < fresh.size(); i++) {
            if (texts.count(i) > share * texts.lines()) {
                String detail =
                        "in " + texts.count(i) + " of " + texts.lines() + " benign texts, first at " + texts.first(i);
                sieve.reject(fresh.get(i), SetAside.Reason.BENIGN, detail);
            }
        }
        return texts.lines();
    }

    private static List<Alike> redundant(Map<String, Sieve.Taken> taken) {
        List<String> plain = List.copyOf(taken.keySet());
        List<Sieve.Taken> entries = List.copyOf(taken.values());
        Words words = Words.of(plain);
        List<Alike> redundant = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            int within = within(words, i, plain.get(i));
            if (within >= 0) {
                redundant.add(new Alike(
                        entries.get(i).word().word(), entries.get(within).word().word()));
            }
        }
        return redundant;
    }

    /** The first word other than itself that a word has within it, or -1. */
    private static int within(Words words, int itself, String word) {
        int state = Words.START;
        for (int i = 0; i < word.length(); i++) {
            state = words.step(state, word.charAt(i));
            for (int hit = words.hit(state); hit != Words.NONE; hit = words.nextHit(hit)) {
                if (words.word(hit) != itself) {
                    return words.word(hit);
                }
            }
        }
        return -1;
    }
}
