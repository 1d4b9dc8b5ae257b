package io.jianhu.release;

import io.jianhu.signing.SigningKey;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.EngineVersion;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy directory as one file: its manifest, its signature where it has one, and exactly the files that the manifest
 * lists by their hashes. The same files and the same manifest make the same bytes.
 */
public final class Bundle {
    private static final String MANIFEST = "bundle.json";
    private static final String SEAL = "bundle.sig";
    private static final int MOST_BYTES = (int) PolicyFolder.MOST_BYTES_TOGETHER + (4 << 20);

    private final Manifest manifest;
    private final byte[] stated;
    private final Optional<Seal> seal;
    private final Folder folder;

    private Bundle(Manifest manifest, byte[] stated, Optional<Seal> seal, Folder folder) {
        this.manifest = manifest;
        this.stated = stated;
        this.seal = seal;
        this.folder = folder;
    }

    /** A new bundle, not signed. */
    public static Bundle of(Folder folder, int serial, Optional<Instant> notAfter, Optional<Integer> rollbackOf) {
        SortedMap<String, String> hashes = new TreeMap<>();
        folder.files().forEach((path, bytes) -> hashes.put(path, hash(bytes)));
        Manifest manifest = new Manifest(
                PolicyFolder.revision(folder), serial, notAfter, rollbackOf, EngineVersion.CURRENT, hashes);
        return new Bundle(manifest, manifest.write(), Optional.empty(), folder);
    }

    /** The same bundle signed, in place of any signature it had. */
    public Bundle sign(SigningKey key) {
        return new Bundle(manifest, stated, Optional.of(Seal.of(key, stated)), folder);
    }

    public byte[] bytes() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, stated);
        seal.ifPresent(signature -> entries.put(SEAL, signature.write()));
        entries.putAll(folder.files());
        return Archive.write(entries);
    }

    public Manifest manifest() {
        return manifest;
    }

    public Folder folder() {
        return folder;
    }

    /** How the signer calls the key; empty when it is not signed. */
    public Optional<String> keyId() {
        return seal.map(Seal::keyId);
    }

    /** Reads a file without asking who made it; empty exactly when problems were added. */
    public static Optional<Bundle> read(Path file, Problems problems) {
        return entries(file, problems).flatMap(entries -> of(file.toString(), entries, problems));
    }

    /**
     * Reads a file that one of these keys must have signed; empty exactly when problems were added. The signature is
     * looked at before anything that it covers.
     */
    public static Optional<Bundle> read(Path file, List<VerifyingKey> keys, Problems problems) {
        Optional<Map<String, byte[]>> entries = entries(file, problems);
        if (entries.isEmpty()
                || signer(file.toString(), entries.get(), keys, problems).isEmpty()) {
            return Optional.empty();
        }
        return of(file.toString(), entries.get(), problems);
    }

    /** The first of these keys that made the signature. */
    public Optional<VerifyingKey> signer(List<VerifyingKey> keys) {
        return seal.flatMap(made ->
                keys.stream().filter(key -> key.made(made.signature(), stated)).findFirst());
    }

    /** Says why a bundle must not be taken into force at a moment; nothing when it may. */
    public void check(Place place, Instant now, Problems problems) {
        manifest.notAfter()
                .filter(end -> !now.isBefore(end))
                .ifPresent(end -> problems.add(
                        place,
                        "expired: notAfter " + end
                                + " is past (expected: a bundle with a later one and a new serial)"));
        if (!EngineVersion.isAtLeast(manifest.minEngine())) {
            problems.add(
                    place,
                    "minEngine " + manifest.minEngine() + " (expected: at most " + EngineVersion.CURRENT
                            + ", which is this program)");
        }
    }

    private static Optional<VerifyingKey> signer(
            String name, Map<String, byte[]> entries, List<VerifyingKey> keys, Problems problems) {
        byte[] seal = entries.get(SEAL);
        byte[] stated = entries.get(MANIFEST);
        if (stated == null || seal == null) {
            problems.add(Place.ofFile(name), "not signed (expected: jianhu policy sign)");
            return Optional.empty();
        }
        Optional<VerifyingKey> signer = Seal.read(inside(name, SEAL), seal, problems)
                .flatMap(made -> keys.stream()
                        .filter(key -> key.made(made.signature(), stated))
                        .findFirst());
        if (signer.isEmpty() && problems.isEmpty()) {
            problems.add(
                    Place.ofFile(name),
                    "signed by none of the keys (expected: one of "
                            + String.join(
                                    ", ",
                                    keys.stream()
                                            .map(key -> key.file().toString())
                                            .toList()) + ")");
        }
        return signer;
    }

    private static Optional<Map<String, byte[]>> entries(Path file, Problems problems) {
        Place place = Place.ofFile(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(place, "longer than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return Optional.of(Archive.read(bytes, PolicyFolder.MOST_FILES + 2));
        } catch (Archive.Malformed e) {
            problems.add(place, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            problems.add(place, "no such file");
        } catch (IOException e) {
            problems.add(place, "cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static Optional<Bundle> of(String name, Map<String, byte[]> entries, Problems problems) {
        Problems own = new Problems();
        Place place = Place.ofFile(name);
        List<String> order = List.copyOf(entries.keySet());
        byte[] stated = entries.remove(MANIFEST);
        byte[] sealed = entries.remove(SEAL);
        if (stated == null) {
            problems.add(place, "has no " + MANIFEST + " (expected: a file that jianhu policy build wrote)");
            return Optional.empty();
        }
        Optional<Manifest> manifest = Manifest.read(inside(name, MANIFEST), stated, own);
        Optional<Seal> seal = Optional.ofNullable(sealed).flatMap(bytes -> Seal.read(inside(name, SEAL), bytes, own));
        Folder folder = new Folder(name, new TreeMap<>(entries));
        if (!order.equals(order(seal.isPresent(), folder))) {
            own.add(place, "its entries stand in another order (expected: as jianhu policy build writes them)");
        }
        if (seal.isPresent() && !Arrays.equals(seal.get().write(), sealed)) {
            own.add(place, SEAL + ": altered (expected: as jianhu policy sign writes it)");
        }
        manifest.ifPresent(read -> compare(place, read, folder, own));
        problems.addAll(own);
        return manifest.filter(read -> own.isEmpty()).map(read -> new Bundle(read, stated, seal, folder));
    }

    private static List<String> order(boolean sealed, Folder folder) {
        List<String> order = new ArrayList<>(sealed ? List.of(MANIFEST, SEAL) : List.of(MANIFEST));
        order.addAll(folder.files().keySet());
        return order;
    }

    /** Every file is listed, every listed file is there, and each is what was listed. */
    private static void compare(Place place, Manifest manifest, Folder folder, Problems problems) {
        folder.files().forEach((path, bytes) -> {
            String listed = manifest.files().get(path);
            if (!PolicyFolder.isPath(path)) {
                problems.add(place, "'" + Archive.shown(path) + "' is no policy file");
            } else if (bytes.length > PolicyFolder.MOST_BYTES) {
                problems.add(place, path + ": longer than " + PolicyFolder.MOST_BYTES + " bytes");
            } else if (listed == null) {
                problems.add(place, path + ": not listed in " + MANIFEST);
            } else if (!listed.equals(hash(bytes))) {
                problems.add(place, path + ": not what " + MANIFEST + " lists");
            }
        });
        manifest.files().keySet().stream()
                .filter(path -> !folder.files().containsKey(path))
                .forEach(path -> problems.add(place, Archive.shown(path) + ": listed in " + MANIFEST + " and missing"));
        if (problems.isEmpty() && !manifest.revision().equals(PolicyFolder.revision(folder))) {
            problems.add(place, "revision: not that of the files");
        }
    }

    private static String inside(String file, String entry) {
        return file + "!" + entry;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(PolicyFolder.sha256().digest(bytes));
    }

    /** What of a bundle's reading tells one content from another. */
    String fingerprint() {
        return hash(stated) + hash(seal.map(Seal::write).orElse("unsigned".getBytes(StandardCharsets.US_ASCII)));
    }
}
