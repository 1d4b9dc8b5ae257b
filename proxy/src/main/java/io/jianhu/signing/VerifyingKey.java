package io.jianhu.signing;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A public key by which signatures are checked: PEM, as {@code openssl pkey -pubout} writes it. */
public final class VerifyingKey {
    private final Path file;
    private final Algorithm algorithm;
    private final Verifier verifier;

    private VerifyingKey(Path file, Algorithm algorithm, Verifier verifier) {
        this.file = file;
        this.algorithm = algorithm;
        this.verifier = verifier;
    }

    /**
     * The keys of some files; not all of them when problems were added.
     *
     * @param algorithms those that a key may be of
     */
    public static List<VerifyingKey> read(List<Path> files, Set<Algorithm> algorithms, Problems problems) {
        List<VerifyingKey> keys = new ArrayList<>();
        files.forEach(file -> read(file, algorithms, problems).ifPresent(keys::add));
        return keys;
    }

    private static Optional<VerifyingKey> read(Path file, Set<Algorithm> algorithms, Problems problems) {
        Place place = Place.ofFile(file.toString());
        String titles = algorithms.stream().sorted().map(Algorithm::title).collect(Collectors.joining(" or "));
        return Pem.text(file, problems)
                .flatMap(pem -> Pem.read(pem, "PUBLIC KEY", titles, place, problems))
                .flatMap(bytes -> {
                    Optional<VerifyingKey> key = algorithms.stream()
                            .sorted()
                            .flatMap(
                                    algorithm -> algorithm
                                            .verifier(bytes)
                                            .map(verifier -> new VerifyingKey(file, algorithm, verifier))
                                            .stream())
                            .findFirst();
                    if (key.isEmpty()) {
                        problems.add(
                                place,
                                "no " + titles + " key (expected: openssl pkey -in PRIVATE.pem -pubout -out " + file
                                        + ")");
                    }
                    return key;
                });
    }

    public Path file() {
        return file;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** Whether its owner made a signature over a content; false too for what is no signature at all. */
    public boolean made(byte[] signature, byte[] content) {
        return verifier.made(signature, content);
    }
}
