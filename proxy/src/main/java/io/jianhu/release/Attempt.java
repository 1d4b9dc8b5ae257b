package io.jianhu.release;

import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a reading may come into force: without problems, of a serial that grows and is on disk, and compiled. */
final class Attempt<T> {
    private static final System.Logger LOG = System.getLogger(Reloader.class.getName());

    private final LastGood lastGood;
    private final Function<Folder, Compilation<T>> compiler;

    Attempt(LastGood lastGood, Function<Folder, Compilation<T>> compiler) {
        this.lastGood = lastGood;
        this.compiler = compiler;
    }

    /** What a reading came to, and what is known from then on. */
    record Result<T>(Compilation<T> compilation, Standing standing) {}

    Result<T> on(PolicySource.Reading reading, Standing standing) {
        if (!reading.problems().isEmpty()) {
            return new Result<>(new Compilation.Rejected<>(reading.problems()), standing);
        }
        Place place = Place.ofFile(reading.folder().name());
        Optional<String> refused = reading.manifest().flatMap(standing::refuses);
        if (refused.isPresent()) {
            return rejected(place, refused.get(), standing);
        }
        Compilation<T> compilation = on(reading.folder());
        if (compilation instanceof Compilation.Rejected<T> || reading.manifest().isEmpty()) {
            return new Result<>(compilation, standing);
        }
        Standing next = standing.with(reading.manifest().get());
        try {
            lastGood.write(next);
        } catch (IOException e) {
            return rejected(
                    place,
                    "its serial cannot be kept: " + e + " (expected: a state directory that can be written)",
                    standing);
        }
        return new Result<>(compilation, next);
    }

    /** A compiler that fails is a bug, and must not end the watching or the gateway. */
    Compilation<T> on(Folder folder) {
        try {
            return compiler.apply(folder);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "the policy compiler failed", e);
            Problems problems = new Problems();
            problems.add(Place.ofFile(folder.name()), "the compiler failed: " + e);
            return new Compilation.Rejected<>(problems.list());
        }
    }

    private Result<T> rejected(Place place, String message, Standing standing) {
        Problems problems = new Problems();
        problems.add(place, message);
        return new Result<>(new Compilation.Rejected<>(problems.list()), standing);
    }

    static String summary(List<Problem> problems) {
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return problems.getFirst() + more;
    }
}
