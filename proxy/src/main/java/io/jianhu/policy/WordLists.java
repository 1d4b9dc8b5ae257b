package io.jianhu.policy;

import io.jianhu.guard.WordBase;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The word bases under {@code lists/}: one entry a line, UTF-8, lines that begin with {@code #} are comments, a category
 * may follow after a tab.
 */
final class WordLists {
    private static final int MOST_NAMED = 8;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_ENTRIES = 250_000;
    private static final int MOST_PROBLEMS = 20;

    private final Map<String, Base> lists = new TreeMap<>();

    /**
     * The entries of one file.
     *
     * @param lines where each entry stands
     */
    record Base(String path, WordBase words, int[] lines) {

        Place place(int entry) {
            return new Place(path, lines[entry], 1);
        }
    }

    static WordLists read(Folder folder, Recall recall, Problems problems) {
        WordLists lists = new WordLists();
        folder.in("lists", ".txt")
                .forEach((path, bytes) -> lists.lists.put(
                        path,
                        recall.lists().get(new Recall.Source(path, bytes), source -> base(path, bytes, problems))));
        return lists;
    }

    /** A list; empty when there is no such list, which is then among the problems. */
    Optional<Base> find(String path, Place place, Problems problems) {
        Base base = lists.get(path);
        if (base == null) {
            problems.add(place, "list: '" + path + "' does not exist" + expected(path));
        }
        return Optional.ofNullable(base);
    }

    /** Every list, by path. */
    List<Base> all() {
        return List.copyOf(lists.values());
    }

    /** The different words of each list, by its path. */
    Map<String, Set<String>> words() {
        Map<String, Set<String>> words = new TreeMap<>();
        lists.forEach((path, base) -> words.put(path, new HashSet<>(base.words().words())));
        return words;
    }

    private String expected(String path) {
        if (lists.isEmpty()) {
            return " (expected: a file such as lists/words.txt)";
        }
        String hint = Suggest.nearest(path, lists.keySet()).isPresent()
                ? Suggest.hint(path, lists.keySet())
                : Suggest.hint(whole(path), lists.keySet());
        return hint.isEmpty() && lists.size() <= MOST_NAMED
                ? " (expected: " + String.join(", ", lists.keySet()) + ")"
                : hint;
    }

    /** The path of a list of which somebody may have written the name alone. */
    private static String whole(String path) {
        return (path.contains("/") ? "" : "lists/") + path + (path.endsWith(".txt") ? "" : ".txt");
    }

    private static Base base(String path, byte[] bytes, Problems problems) {
        Base empty = new Base(path, WordBase.of(List.of()), new int[0]);
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    Place.ofFile(path), "list of " + bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
            return empty;
        }
        Optional<String> read = Utf8.read(path, bytes, problems);
        if (read.isEmpty()) {
            return empty;
        }
        String text = read.get();
        List<String> phrases = new ArrayList<>();
        int[] lines = new int[1024];
        int number = 0;
        int start = Utf8.mark(text);
        int before = problems.size();
        while (start <= text.length() && problems.size() < before + MOST_PROBLEMS) {
            number++;
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int tab = text.indexOf('\t', start, end);
            String words = text.substring(start, tab < 0 ? end : tab).strip();
            if (words.isEmpty() && tab >= 0 && !text.substring(tab, end).isBlank()) {
                problems.add(
                        new Place(path, number, 1), "a category without words (expected: words, a tab, a category)");
            } else if (!words.isEmpty() && words.charAt(0) != '#') {
                if (phrases.size() == MOST_ENTRIES) {
                    problems.add(new Place(path, number, 1), "more than " + MOST_ENTRIES + " entries");
                    return empty;
                }
                lines = phrases.size() == lines.length ? Arrays.copyOf(lines, 2 * lines.length) : lines;
                lines[phrases.size()] = number;
                phrases.add(words);
            }
            start = end + 1;
        }
        if (phrases.isEmpty()) {
            problems.add(Place.ofFile(path), "no entries (expected: one a line)");
        }
        return new Base(path, WordBase.of(phrases), Arrays.copyOf(lines, phrases.size()));
    }
}
