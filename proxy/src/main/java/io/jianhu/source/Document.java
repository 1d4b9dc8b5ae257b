package io.jianhu.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files that say what they are: {@code apiVersion: jianhu/v1} and their {@code kind}. */
public final class Document {

    private static final String VERSION = "jianhu/v1";

    private Document() {}

    /** The fields of a file of the given kind; empty when it is another's, or not YAML, which is among the problems. */
    public static Optional<Fields> read(String file, byte[] bytes, String kind, Problems problems) {
        Optional<Value> value = Yaml.read(file, bytes, problems);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = Fields.of(value.get(), problems);
        boolean right = says(fields, "apiVersion", VERSION);
        return says(fields, "kind", kind) && right ? Optional.of(fields) : Optional.empty();
    }

    /** The files of one kind directly in a folder whose name ends in {@code .yaml}. */
    public static List<Fields> readAll(Folder folder, String path, String kind, Problems problems) {
        List<Fields> all = new ArrayList<>();
        refuseYml(folder, path, problems);
        for (Map.Entry<String, byte[]> file : folder.in(path, ".yaml").entrySet()) {
            read(file.getKey(), file.getValue(), kind, problems).ifPresent(all::add);
        }
        return all;
    }

    /** A file under the other ending would be passed over, and whoever wrote it would believe it in force. */
    public static void refuseYml(Folder folder, String path, Problems problems) {
        folder.in(path, ".yml")
                .keySet()
                .forEach(file -> problems.add(Place.ofFile(file), "ends in .yml (expected: .yaml)"));
    }

    private static boolean says(Fields fields, String key, String expected) {
        Optional<String> found = fields.optional(key);
        if (found.isEmpty()) {
            fields.problems().add(fields.place(), "'" + key + "' is missing (expected: " + expected + ")");
        } else if (!found.get().equals(expected)) {
            fields.problem(
                    key,
                    "'" + found.get() + "' (expected: " + expected + ")"
                            + Suggest.hint(found.get(), List.of(expected)));
        }
        return found.equals(Optional.of(expected));
    }
}
