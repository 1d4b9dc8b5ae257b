package io.jianhu.source;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder at one moment, by path relative to it with {@code /} between names, in order. Immutable as long
 * as nobody writes into the arrays.
 */
public record Folder(String name, SortedMap<String, byte[]> files) {

    public Folder {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The files directly in {@code folder} whose name ends in {@code ending}, by path. */
    public SortedMap<String, byte[]> in(String folder, String ending) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            int slash = path.lastIndexOf('/');
            if ((slash < 0 ? "" : path.substring(0, slash)).equals(folder) && path.endsWith(ending)) {
                found.put(path, file.getValue());
            }
        }
        return found;
    }

    /** The text of a file that is known to be there. */
    public String text(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
