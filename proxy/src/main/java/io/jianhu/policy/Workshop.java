package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Compiles one rulebook after another. Each takes over from the last accepted one whatever is made of the same content:
 * files that were read, guards, and the outcome of tests that the same guards read on the same day. Safe for use by
 * several threads.
 */
public final class Workshop {
    private final Engine engine;
    private final AtomicReference<Recall> last = new AtomicReference<>(Recall.none(LocalDate.MIN));

    public Workshop() {
        this(new HouseEngine());
    }

    Workshop(Engine engine) {
        this.engine = engine;
    }

    /** As {@link Rulebook#compile(Folder, Words, LocalDate, Problems)} does. */
    public Optional<Rulebook> compile(Folder folder, Words words, LocalDate today, Problems problems) {
        Recall recall = last.get().next(today);
        Optional<Rulebook> rulebook = Rulebook.compile(folder, words, today, engine, recall, problems);
        if (rulebook.isPresent()) {
            last.set(recall);
        }
        return rulebook;
    }
}
