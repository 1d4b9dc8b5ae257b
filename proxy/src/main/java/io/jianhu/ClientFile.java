package io.jianhu;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of a client, written or extended by one key without touching what a person wrote around it. */
final class ClientFile {

    private static final Pattern EMPTY_KEYS = Pattern.compile("(?m)^keys:[ \\t]*(\\[\\s*]|null|~)?[ \\t]*(#.*)?$");
    private static final Pattern FIRST_KEY = Pattern.compile("(?m)^keys:[ \\t]*(#.*)?\\R([ \\t]*)- ");

    private ClientFile() {}

    /** A new file. Names and robots have the form of ids, and need no quoting but these quotes. */
    static String fresh(String name, List<String> robots, String hash) {
        String ids = String.join(", ", robots.stream().map(id -> '"' + id + '"').toList());
        return "apiVersion: jianhu/v1\nkind: Client\nid: \"" + name + "\"\nrobots: [" + ids + "]\nkeys:\n"
                + item("  ", hash);
    }

    /** The lines to put under {@code keys:}. */
    static String snippet(String hash) {
        return "keys:\n" + item("  ", hash);
    }

    /** The same file with one more key; empty when it is not written in a way that can be extended safely. */
    static Optional<String> extend(String name, String file, String hash) {
        Optional<List<String>> before = hashes(name, file);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Matcher first = FIRST_KEY.matcher(file);
        Matcher empty = EMPTY_KEYS.matcher(file);
        String longer;
        if (!before.get().isEmpty() && first.find()) {
            int at = first.start(2);
            longer = file.substring(0, at) + item(first.group(2), hash) + file.substring(at);
        } else if (before.get().isEmpty() && empty.find()) {
            longer = file.substring(0, empty.start()) + "keys:\n"
                    + item("  ", hash).stripTrailing() + file.substring(empty.end());
        } else if (before.get().isEmpty()
                && !Pattern.compile("(?m)^keys:").matcher(file).find()) {
            longer = file + (file.endsWith("\n") ? "" : "\n") + snippet(hash);
        } else {
            return Optional.empty();
        }
        List<String> wanted = new java.util.ArrayList<>(List.of(hash));
        wanted.addAll(before.get());
        return hashes(name, longer).filter(wanted::equals).map(equal -> longer);
    }

    /** The hashes in the file of a client; empty when it is not the file of that client. */
    private static Optional<List<String>> hashes(String name, String file) {
        Problems problems = new Problems();
        Optional<Fields> form =
                Document.read(name, file.getBytes(java.nio.charset.StandardCharsets.UTF_8), "Client", problems);
        Optional<List<String>> hashes = form.filter(fields -> fields.text("id").equals(name))
                .map(fields -> fields.list("keys").stream()
                        .map(key -> key.text("hash"))
                        .toList());
        return problems.isEmpty() ? hashes : Optional.empty();
    }

    private static String item(String indent, String hash) {
        return indent + "- {hash: \"" + hash + "\"}\n";
    }
}
