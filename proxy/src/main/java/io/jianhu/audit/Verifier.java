package io.jianhu.audit;

import io.jianhu.store.Segments;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Walks the records of a ledger, holding one at a time, to the first that is bad. */
final class Verifier {

    private long good;
    private long first;
    private long last;
    private String hash = Line.GENESIS;

    Verification verify(Path directory) throws IOException {
        for (Path file : Segments.list(directory, "jsonl")) {
            Optional<Verification.Fault> fault = read(file);
            if (fault.isPresent()) {
                return new Verification(good, first, last, hash, fault);
            }
        }
        return new Verification(good, first, last, hash, Optional.empty());
    }

    private Optional<Verification.Fault> read(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long number = 0;
            for (byte[] bytes = Chain.line(in); bytes.length > 0; bytes = Chain.line(in)) {
                number++;
                Optional<Line> line = Line.parse(bytes);
                Optional<Verification.Kind> wrong = wrong(bytes, line);
                if (wrong.isPresent()) {
                    String name = file.getFileName().toString();
                    return Optional.of(new Verification.Fault(name, number, number(line), wrong.get()));
                }
                line.ifPresent(this::count);
            }
        }
        return Optional.empty();
    }

    private Optional<Verification.Kind> wrong(byte[] bytes, Optional<Line> line) {
        if (bytes[bytes.length - 1] != '\n' && bytes.length < Chain.LONGEST) {
            return Optional.of(Verification.Kind.TORN_TAIL);
        }
        if (line.isEmpty() || !line.get().isWhole()) {
            return Optional.of(Verification.Kind.BAD_HASH);
        }
        boolean isStart = good == 0;
        if (isStart ? line.get().number() < 1 : line.get().number() != last + 1) {
            return Optional.of(Verification.Kind.GAP);
        }
        boolean isFirstOfAll = line.get().number() == 1;
        if ((!isStart || isFirstOfAll) && !line.get().previous().equals(hash)) {
            return Optional.of(Verification.Kind.BROKEN_CHAIN);
        }
        return Optional.empty();
    }

    private long number(Optional<Line> line) {
        return good > 0 ? last + 1 : line.map(Line::number).orElse(-1L);
    }

    private void count(Line line) {
        first = good == 0 ? line.number() : first;
        last = line.number();
        hash = line.hash();
        good++;
    }
}
