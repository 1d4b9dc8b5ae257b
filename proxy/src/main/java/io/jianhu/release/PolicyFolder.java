package io.jianhu.release;

import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a policy directory whole. Where it is a mounted ConfigMap, all files are read through what {@code ..data} points
 * at, so that they are of one moment. A ConfigMap is flat, so that there the key {@code rules__identity.yaml} stands for
 * {@code rules/identity.yaml}. What editors leave behind and what is no policy file is passed over.
 */
public final class PolicyFolder {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".txt", ".json", ".jsonl");
    /** The one table that is a policy file; others, such as words set aside, are not. */
    private static final String LEDGER = "ids.tsv";

    static final int MOST_FILES = 20_000;
    private static final int MOST_DEPTH = 8;
    static final int MOST_BYTES = 50 << 20;
    /** Also at most an eighth of the heap, so that no policy can take the memory of the exchanges. */
    static final long MOST_BYTES_TOGETHER =
            Math.min(200L << 20, Runtime.getRuntime().maxMemory() / 8);

    private PolicyFolder() {}

    /**
     * The files of a directory by path below it.
     *
     * @return what could be read; not the whole when problems were added
     */
    public static Folder read(Path directory, Problems problems) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        String name = directory.toString();
        try {
            Path root = root(directory);
            long together = 0;
            List<Path> found = list(root);
            for (Path file : found.subList(0, Math.min(found.size(), MOST_FILES))) {
                String path = root.relativize(file).toString().replace('\\', '/');
                path = isConfigMap(directory) ? path.replace("__", "/") : path;
                together += read(file, path, files, problems);
                if (together > MOST_BYTES_TOGETHER) {
                    problems.add(Place.ofFile(name), "files of more than " + MOST_BYTES_TOGETHER + " bytes together");
                    break;
                }
            }
            if (found.size() > MOST_FILES) {
                problems.add(Place.ofFile(name), "more than " + MOST_FILES + " files");
            }
            if (files.isEmpty() && problems.isEmpty()) {
                problems.add(Place.ofFile(name), "no policy files (expected: rules/, robots/, …)");
            }
        } catch (NoSuchFileException e) {
            problems.add(Place.ofFile(name), "no such directory");
        } catch (IOException | UncheckedIOException e) {
            problems.add(Place.ofFile(name), "cannot be read: " + e.getMessage());
        }
        return new Folder(name, files);
    }

    /** The name of what the files hold: {@code r-} and the first 12 hexadecimal digits of a SHA-256. */
    public static String revision(Folder folder) {
        return "r-" + HexFormat.of().formatHex(digest(folder, List.of()), 0, 6);
    }

    /** What an attempt was made on: the files and what kept others from being read. */
    static String fingerprint(Folder folder, List<Problem> problems) {
        return HexFormat.of().formatHex(digest(folder, problems));
    }

    private static byte[] digest(Folder folder, List<Problem> problems) {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : folder.files().entrySet()) {
            String head = file.getKey() + "\0" + file.getValue().length + "\0";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(file.getValue());
        }
        problems.forEach(problem -> digest.update(problem.toString().getBytes(StandardCharsets.UTF_8)));
        return digest.digest();
    }

    /** Where the files are, with every link followed once. */
    static Path root(Path directory) throws IOException {
        return (isConfigMap(directory) ? directory.resolve("..data") : directory).toRealPath();
    }

    private static boolean isConfigMap(Path directory) {
        return Files.exists(directory.resolve("..data"));
    }

    /** The policy files below a root, in order; links to nothing too, so that they are missed. */
    static List<Path> list(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root, MOST_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(path -> isPolicy(root.relativize(path).toString()))
                    .filter(path -> Files.isRegularFile(path) || !Files.exists(path))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
        }
    }

    /** Whether a policy directory may hold a file of this path: relative, within the directory, no editor's leftover. */
    static boolean isPath(String path) {
        String[] names = path.split("/", -1);
        return names.length <= MOST_DEPTH
                && Arrays.stream(names).noneMatch(String::isEmpty)
                && path.chars().noneMatch(sign -> sign == '\\' || Character.isISOControl(sign))
                && isPolicy(path);
    }

    private static boolean isPolicy(String path) {
        for (String name : path.split("/", -1)) {
            if (name.startsWith(".") || name.startsWith("#")) {
                return false;
            }
        }
        String name = path.toLowerCase(Locale.ROOT);
        return name.equals(LEDGER) || ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static int read(Path file, String path, SortedMap<String, byte[]> files, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.add(Place.ofFile(path), "longer than " + MOST_BYTES + " bytes");
            } else {
                files.put(path, bytes);
            }
            return bytes.length;
        } catch (NoSuchFileException | FileNotFoundException e) {
            // Gone since it was listed: the next reading sees the directory without it.
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                problems.add(Place.ofFile(path), "a link to nothing");
            }
        } catch (IOException e) {
            problems.add(Place.ofFile(path), "cannot be read: " + e.getMessage());
        }
        return 0;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
