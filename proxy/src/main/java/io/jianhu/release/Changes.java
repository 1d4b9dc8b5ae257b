package io.jianhu.release;

import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import io.jianhu.source.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What differs between two readings of a policy, in one short line: paths and rule ids, never a word of a file. A line
 * break of a file counts for the file, not for its rules.
 */
final class Changes {
    private static final int MOST = 256;
    private static final Pattern ID = Pattern.compile("[A-Z]{2,8}-[0-9]{2,8}");

    private Changes() {}

    /** Such as {@code rules/fees.yaml changed; lists/fees.txt added; rules: +JH-3115 ~JH-3110}. */
    static String between(Folder before, Folder after) {
        List<String> paths = new ArrayList<>(before.files().keySet());
        after.files().keySet().stream()
                .filter(path -> !before.files().containsKey(path))
                .forEach(paths::add);
        List<String> changed = paths.stream()
                .filter(path ->
                        !Arrays.equals(before.files().get(path), after.files().get(path)))
                .toList();
        List<String> parts = new ArrayList<>();
        changed.forEach(path -> parts.add(Archive.shown(path) + " " + word(before, after, path)));
        String rules = rules(before, after, changed);
        if (!rules.isEmpty()) {
            parts.addFirst("rules: " + rules);
        }
        return line(parts);
    }

    private static String word(Folder before, Folder after, String path) {
        if (!before.files().containsKey(path)) {
            return "added";
        }
        return after.files().containsKey(path) ? "changed" : "removed";
    }

    private static String rules(Folder before, Folder after, List<String> changed) {
        SortedMap<String, String> old = new TreeMap<>();
        SortedMap<String, String> now = new TreeMap<>();
        for (String path : changed) {
            if (path.startsWith("rules/")) {
                old.putAll(ids(before, path));
                now.putAll(ids(after, path));
            }
        }
        List<String> marks = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        for (String id : all) {
            if (!old.containsKey(id)) {
                marks.add("+" + id);
            } else if (!now.containsKey(id)) {
                marks.add("-" + id);
            } else if (!old.get(id).equals(now.get(id))) {
                marks.add("~" + id);
            }
        }
        return shortened(marks, " ", MOST / 2);
    }

    /** What each rule of a file says, by its id; none of a file that is not there. */
    private static Map<String, String> ids(Folder folder, String path) {
        byte[] bytes = folder.files().get(path);
        if (bytes == null) {
            return Map.of();
        }
        Problems ignored = new Problems(); // Both readings were accepted, so there are none.
        Map<String, String> ids = new TreeMap<>();
        Yaml.read(path, bytes, ignored)
                .map(document -> Fields.of(document, ignored).values("rules"))
                .orElse(List.of())
                .forEach(rule -> {
                    String id = Fields.of(rule, ignored).text("id", "");
                    if (ID.matcher(id).matches()) {
                        ids.put(id, said(rule));
                    }
                });
        return ids;
    }

    /** A value without its places. */
    private static String said(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> scalar.text().length() + ":" + scalar.text();
            case Value.Sequence sequence ->
                sequence.items().stream().map(Changes::said).collect(Collectors.joining(",", "[", "]"));
            case Value.Mapping mapping ->
                new TreeMap<>(mapping.entries())
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "="
                                        + said(entry.getValue().value()))
                                .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String line(List<String> parts) {
        return shortened(parts, "; ", MOST);
    }

    private static String shortened(List<String> parts, String between, int most) {
        StringBuilder line = new StringBuilder();
        int taken = 0;
        for (String part : parts) {
            if (line.length() + between.length() + part.length() > most - 16) {
                break;
            }
            line.append(taken == 0 ? "" : between).append(part);
            taken++;
        }
        int left = parts.size() - taken;
        return left == 0 ? line.toString() : line + (taken == 0 ? "" : between) + "and " + left + " more";
    }
}
