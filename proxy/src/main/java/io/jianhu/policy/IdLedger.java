package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every rule id that was ever given, so that none is given twice: {@code ids.tsv} at the top of a policy directory. */
public final class IdLedger {
    /** The path below the policy directory. */
    public static final String FILE = "ids.tsv";

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_PROBLEMS = 20;
    private static final String HEAD = "# id\tactive or retired\ttitle; an id is never given twice\n";

    private final Map<String, Entry> entries;

    private IdLedger(Map<String, Entry> entries) {
        this.entries = entries;
    }

    private record Entry(boolean active, String title, int line) {}

    /** A ledger without an entry. */
    public static IdLedger empty() {
        return new IdLedger(Map.of());
    }

    /** The ledger of a directory; empty when there is none. */
    public static Optional<IdLedger> read(Folder folder, Problems problems) {
        return Optional.ofNullable(folder.files().get(FILE)).map(bytes -> read(bytes, problems));
    }

    private static IdLedger read(byte[] bytes, Problems problems) {
        Map<String, Entry> entries = new TreeMap<>();
        if (bytes.length > MOST_BYTES) {
            problems.add(Place.ofFile(FILE), bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
            return new IdLedger(entries);
        }
        int before = problems.size();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (problems.size() == before + MOST_PROBLEMS) {
                break;
            }
            String[] parts = line.split("\t", 3);
            Place place = new Place(FILE, number, 1);
            boolean sound = parts.length >= 2
                    && IdRange.ID.matcher(parts[0]).matches()
                    && (parts[1].equals("active") || parts[1].equals("retired"));
            if (!sound) {
                problems.add(place, "not an entry (expected: an id, a tab, active or retired, a tab, a title)");
            } else if (entries.containsKey(parts[0])) {
                problems.add(
                        place,
                        "'" + parts[0] + "' stands already in line "
                                + entries.get(parts[0]).line());
            } else {
                entries.put(parts[0], new Entry(parts[1].equals("active"), parts.length > 2 ? parts[2] : "", number));
            }
        }
        return new IdLedger(entries);
    }

    /** Refuses ids that are used again. */
    void check(Map<String, Place> used, Problems problems) {
        used.forEach((id, place) -> {
            Entry entry = entries.get(id);
            if (entry != null && !entry.active()) {
                problems.add(
                        place,
                        "id: '" + id + "' was retired (" + FILE + ":" + entry.line()
                                + ") and is not given again (expected: a new id)");
            }
        });
    }

    /** The rules that are not entered yet. */
    List<Rule> missing(Collection<Rule> rules) {
        return rules.stream().filter(rule -> !entries.containsKey(rule.id())).toList();
    }

    /** The ids that are entered as active though no rule has them. */
    List<String> gone(Collection<Rule> rules) {
        Set<String> there = rules.stream().map(Rule::id).collect(Collectors.toSet());
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().active() && !there.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The text of the ledger once these rules are entered and those that are gone are retired. */
    public String record(Collection<Rule> rules) {
        Map<String, Entry> next = new TreeMap<>();
        entries.forEach((id, entry) -> next.put(id, new Entry(false, entry.title(), 0)));
        rules.forEach(rule ->
                next.put(rule.id(), new Entry(true, sentence(rule.title().zh()), 0)));
        return next.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + (entry.getValue().active() ? "active" : "retired") + "\t"
                        + entry.getValue().title() + "\n")
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String sentence(String title) {
        return title.split("[。！？\r\n]", 2)[0].replace('\t', ' ').strip();
    }
}
