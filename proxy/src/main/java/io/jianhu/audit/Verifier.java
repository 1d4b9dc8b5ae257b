package io.jianhu.audit;

import io.jianhu.store.Segments;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Walks the records of a ledger, holding one at a time, to the first that is bad, and compares it with checkpoints. */
final class Verifier {

    private final List<CheckpointFile> files;
    private final List<Verification.Lost> lost = new ArrayList<>();
    private List<CheckpointFile.Content> contents = List.of();
    private long good;
    private long first;
    private long last;
    private String hash = Line.GENESIS;

    Verifier(List<CheckpointFile> files) {
        this.files = List.copyOf(files);
    }

    /** Checkpoints are read before the ledger, which may grow, and again behind it, since old files may have gone. */
    Verification verify(Path directory) throws IOException {
        contents = contents();
        Optional<Verification.Fault> fault = walk(directory);
        Optional<Checkpoint> newest = checkpoints().max(Comparator.comparingLong(Checkpoint::last));
        if (fault.isEmpty() && newest.isPresent()) {
            contents = contents();
            compareEnds(newest.get().last());
        }
        return new Verification(good, first, last, hash, fault, lost, proof(), newest);
    }

    private void compareEnds(long end) {
        long oldest = checkpoints().mapToLong(Checkpoint::first).max().orElse(1);
        if (good > 0 && first > oldest) {
            lost.addFirst(new Verification.Lost(oldest, first - 1));
        }
        if (last < end) {
            lost.add(new Verification.Lost(Math.max(last + 1, oldest), end));
        }
    }

    private List<CheckpointFile.Content> contents() throws IOException {
        List<CheckpointFile.Content> all = new ArrayList<>();
        for (CheckpointFile file : files) {
            all.add(file.read());
        }
        return all;
    }

    private Optional<Verification.Fault> walk(Path directory) throws IOException {
        List<Path> files = Segments.list(directory, "jsonl");
        for (Path file : files) {
            Optional<Verification.Fault> fault = read(file);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return files.isEmpty() ? Optional.empty() : missing(files.getFirst());
    }

    /**
     * A file is empty from when it is made until its first record is written, so the newest may be. The oldest has lost its
     * records, unless it could not be written and the first record of all went into the next.
     */
    private Optional<Verification.Fault> missing(Path oldest) throws IOException {
        return Files.size(oldest) > 0 || first == 1
                ? Optional.empty()
                : Optional.of(
                        new Verification.Fault(name(oldest), 1, begins(oldest) ? 1 : -1, Verification.Kind.MISSING));
    }

    /** Whether a file is the first of all, which has the first record of all. */
    private static boolean begins(Path file) {
        return name(file).equals("00000001.jsonl");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Optional<Verification.Fault> read(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long number = 0;
            for (byte[] bytes = Chain.line(in); bytes.length > 0; bytes = Chain.line(in)) {
                number++;
                Optional<Line> line = Line.parse(bytes);
                Optional<Verification.Kind> wrong = wrong(file, bytes, line);
                if (wrong.isPresent()) {
                    if (wrong.get() == Verification.Kind.GAP
                            && number(file, line) < line.map(Line::number).orElse(0L)) {
                        lost.add(new Verification.Lost(
                                last + 1, line.map(Line::number).orElse(0L) - 1));
                    }
                    return Optional.of(new Verification.Fault(name(file), number, number(file, line), wrong.get()));
                }
                line.ifPresent(this::count);
            }
        }
        return Optional.empty();
    }

    private Optional<Verification.Kind> wrong(Path file, byte[] bytes, Optional<Line> line) {
        if (bytes[bytes.length - 1] != '\n' && bytes.length < Chain.LONGEST) {
            return Optional.of(Verification.Kind.TORN_TAIL);
        }
        if (line.isEmpty() || !line.get().isWhole()) {
            return Optional.of(Verification.Kind.BAD_HASH);
        }
        boolean isStart = good == 0;
        boolean isFirstOfAll = line.get().number() == 1;
        if (isStart
                ? line.get().number() < 1 || (begins(file) && !isFirstOfAll)
                : line.get().number() != last + 1) {
            return Optional.of(Verification.Kind.GAP);
        }
        if ((!isStart || isFirstOfAll) && !line.get().previous().equals(hash)) {
            return Optional.of(Verification.Kind.BROKEN_CHAIN);
        }
        if (checkpoints().anyMatch(each -> contradicts(each, line.get()))) {
            return Optional.of(Verification.Kind.REWRITTEN);
        }
        return Optional.empty();
    }

    private long number(Path file, Optional<Line> line) {
        return good > 0 || begins(file) ? last + 1 : line.map(Line::number).orElse(-1L);
    }

    private void count(Line line) {
        first = good == 0 ? line.number() : first;
        last = line.number();
        hash = line.hash();
        good++;
    }

    private static boolean contradicts(Checkpoint checkpoint, Line line) {
        return checkpoint.last() == line.number() && !checkpoint.hash().equals(line.hash());
    }

    private Stream<Checkpoint> checkpoints() {
        return noted().map(CheckpointFile.Content.Noted::checkpoint);
    }

    private Stream<CheckpointFile.Content.Noted> noted() {
        return contents.stream()
                .filter(CheckpointFile.Content.Noted.class::isInstance)
                .map(CheckpointFile.Content.Noted.class::cast);
    }

    private Verification.Proof proof() {
        if (contents.stream().anyMatch(CheckpointFile.Content.Forged.class::isInstance)) {
            return Verification.Proof.FORGED;
        }
        if (noted().findAny().isEmpty()) {
            return Verification.Proof.NONE;
        }
        return noted().allMatch(CheckpointFile.Content.Noted::proven)
                ? Verification.Proof.PROVEN
                : Verification.Proof.UNPROVEN;
    }
}
