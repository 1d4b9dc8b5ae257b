package io.jianhu.release;

import io.jianhu.signing.Algorithm;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where the policy comes from. */
sealed interface PolicySource {

    /**
     * One reading.
     *
     * @param problems why it must not be taken; empty when its files may be compiled
     * @param fingerprint differs where anything that was read differs
     * @param manifest of a bundle
     */
    record Reading(Folder folder, List<Problem> problems, String fingerprint, Optional<Manifest> manifest) {}

    Path path();

    /** As operators read it: {@code directory} or {@code bundle}. */
    String word();

    Reading read(Instant now);

    /** What the file system says without reading; empty when only reading can tell whether anything changed. */
    Optional<String> stamp(Instant now);

    /** A directory that people edit. */
    record Directory(Path path) implements PolicySource {

        @Override
        public String word() {
            return "directory";
        }

        @Override
        public Reading read(Instant now) {
            Problems problems = new Problems();
            Folder folder = PolicyFolder.read(path, problems);
            List<Problem> found = problems.list();
            return new Reading(folder, found, PolicyFolder.fingerprint(folder, found), Optional.empty());
        }

        @Override
        public Optional<String> stamp(Instant now) {
            return FolderStamp.of(path, now);
        }
    }

    /**
     * A file that one of some keys has signed.
     *
     * @param keys files of public keys, read each time, so that keys can be changed while it runs
     */
    record Signed(Path path, List<Path> keys) implements PolicySource {

        public Signed {
            keys = List.copyOf(keys);
        }

        @Override
        public String word() {
            return "bundle";
        }

        @Override
        public Reading read(Instant now) {
            Problems problems = new Problems();
            List<VerifyingKey> trusted = VerifyingKey.read(keys, Set.of(Algorithm.ED25519), problems);
            Optional<Bundle> bundle = problems.isEmpty() ? Bundle.read(path, trusted, problems) : Optional.empty();
            bundle.ifPresent(read -> read.check(Place.ofFile(path.toString()), now, problems));
            List<Problem> found = problems.list();
            Folder folder = bundle.map(Bundle::folder).orElseGet(() -> new Folder(path.toString(), new TreeMap<>()));
            String fingerprint = bundle.map(Bundle::fingerprint).orElse("") + found;
            return new Reading(folder, found, fingerprint, bundle.map(Bundle::manifest));
        }

        @Override
        public Optional<String> stamp(Instant now) {
            List<Path> files = new ArrayList<>(keys);
            files.add(path);
            return FolderStamp.ofFiles(files, now);
        }
    }
}
