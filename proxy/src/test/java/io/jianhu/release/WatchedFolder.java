package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.release.Reloader.Settings;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A policy directory that a reloader watches, and what it tells. */
abstract class WatchedFolder {
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path temporary;

    Path directory;
    Path state;
    InstantSource clock = InstantSource.fixed(NOW);
    final List<Reloader<String>> opened = new ArrayList<>();
    final BlockingQueue<Event.Reloaded> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void makeFolders() throws IOException {
        directory = Files.createDirectories(temporary.resolve("policies"));
        state = temporary.resolve("state/policy");
        write("rules/a.yaml", "first");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Reloader::close);
    }

    static <T> Compilation<T> problem(String message) {
        Problems problems = new Problems();
        problems.add(new Place("rules/a.yaml", 1, 1), message);
        return new Compilation.Rejected<>(problems.list());
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
            Thread.sleep(1);
        }
    }

    Event.Reloaded next() throws InterruptedException {
        Event.Reloaded event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return java.util.Objects.requireNonNull(event);
    }

    Reloader<String> started() {
        return started(Duration.ofMillis(10));
    }

    Reloader<String> started(Duration every) {
        return started(every, WatchedFolder::compile);
    }

    Reloader<String> started(Duration every, Function<Folder, Compilation<String>> compiler) {
        return switch (Reloader.start(new Settings(directory, state, every, clock), compiler)) {
            case Compilation.Compiled<Reloader<String>> compiled -> {
                opened.add(compiled.value());
                compiled.value().tell(events::add);
                yield compiled.value();
            }
            case Compilation.Rejected<Reloader<String>> rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    Compilation<Reloader<String>> start(Duration every) {
        return Reloader.start(new Settings(directory, state, every, clock), WatchedFolder::compile);
    }

    static List<Problem> problems(Compilation<?> compilation) {
        return compilation instanceof Compilation.Rejected<?> rejected ? rejected.problems() : List.of();
    }

    /** Strings all files together; the text {@code broken} is a problem, {@code bug} a failure. */
    static Compilation<String> compile(Folder folder) {
        StringBuilder all = new StringBuilder();
        Problems problems = new Problems();
        for (String path : folder.files().keySet()) {
            String text = folder.text(path);
            if (text.equals("broken")) {
                problems.add(new Place(path, 1, 1), "broken");
            } else if (text.equals("bug")) {
                throw new IllegalStateException("bug");
            }
            all.append(path).append('=').append(text).append(';');
        }
        return problems.orElse(all::toString);
    }

    void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
