package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The word bases under {@code lists/}: one entry a line, UTF-8, lines that begin with {@code #} are comments, a category
 * may follow after a tab.
 */
final class WordLists {
    private static final int MOST_NAMED = 8;

    private final Map<String, List<Entry>> lists = new TreeMap<>();

    /** Words of a list and where they stand. */
    record Entry(Place place, String words) {}

    static WordLists read(Folder folder, Problems problems) {
        WordLists lists = new WordLists();
        folder.in("lists", ".txt").forEach((path, bytes) -> lists.lists.put(path, entries(path, bytes, problems)));
        return lists;
    }

    /** The entries of a list; empty when there is no such list, which is then among the problems. */
    Optional<List<Entry>> find(String path, Place place, Problems problems) {
        List<Entry> entries = lists.get(path);
        if (entries == null) {
            problems.add(place, "list: '" + path + "' does not exist" + expected(path));
        }
        return Optional.ofNullable(entries);
    }

    /** The different words of each list, by its path. */
    Map<String, Set<String>> words() {
        Map<String, Set<String>> words = new TreeMap<>();
        lists.forEach((path, entries) ->
                words.put(path, entries.stream().map(Entry::words).collect(Collectors.toSet())));
        return words;
    }

    private String expected(String path) {
        if (lists.isEmpty()) {
            return " (expected: a file such as lists/words.txt)";
        }
        String hint = Suggest.hint(path, lists.keySet());
        return hint.isEmpty() && lists.size() <= MOST_NAMED
                ? " (expected: " + String.join(", ", lists.keySet()) + ")"
                : hint;
    }

    private static List<Entry> entries(String path, byte[] bytes, Problems problems) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.add(Place.ofFile(path), "not UTF-8");
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1)) {
            number++;
            int tab = line.indexOf('\t');
            String words = (tab < 0 ? line : line.substring(0, tab)).strip();
            Place place = new Place(path, number, 1);
            if (words.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (words.isEmpty()) {
                problems.add(place, "a category without words (expected: words, a tab, a category)");
            } else {
                entries.add(new Entry(place, words));
            }
        }
        if (entries.isEmpty()) {
            problems.add(Place.ofFile(path), "no entries (expected: one a line)");
        }
        return entries;
    }
}
