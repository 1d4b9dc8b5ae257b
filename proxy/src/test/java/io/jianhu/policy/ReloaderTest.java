package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.policy.Reloader.Settings;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path temporary;

    private Path directory;
    private Path state;
    private InstantSource clock = InstantSource.fixed(NOW);
    private final List<Reloader<String>> opened = new ArrayList<>();
    private final BlockingQueue<Event.Reloaded> events = new LinkedBlockingQueue<>();

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

    @Test
    void anEditIsInForceInUnderASecond() throws Exception {
        Reloader<String> reloader = started(Duration.ofMillis(250));
        String before = reloader.status().revision();
        long began = System.nanoTime();
        write("rules/a.yaml", "second");
        Event.Reloaded event = next();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(event.accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=second;");
        assertThat(event.revision())
                .isEqualTo(reloader.status().revision())
                .matches("r-[0-9a-f]{12}")
                .isNotEqualTo(before);
        assertThat(reloader.status().acceptedAt()).isEqualTo(NOW);
    }

    @Test
    void aBrokenEditChangesNothingAndSaysWhere() throws Exception {
        Reloader<String> reloader = started();
        String before = reloader.status().revision();
        write("rules/a.yaml", "broken");
        Event.Reloaded event = next();
        assertThat(event.accepted()).isFalse();
        assertThat(event.revision()).isEqualTo(before);
        assertThat(event.reason()).isEqualTo("rules/a.yaml:1:1: broken");
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;");
        assertThat(reloader.status().lastProblems()).containsExactly(new Problem("rules/a.yaml", 1, 1, "broken"));

        write("rules/a.yaml", "first");
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.status().lastProblems()).isEmpty();
        assertThat(reloader.status().revision()).isEqualTo(before);
    }

    @Test
    void anEditOfTheSameSizeAndTimeCounts() throws Exception {
        Path file = directory.resolve("rules/a.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Reloader<String> reloader = started();
        write("rules/a.yaml", "fir5t");
        Files.setLastModifiedTime(file, time);
        next();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=fir5t;");
    }

    @Test
    void anEditOfTheSameSizeAndTimeCountsWhereFilesAreNotReadWhenTheirStampIsOld() throws Exception {
        Path file = directory.resolve("rules/a.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        clock = InstantSource.fixed(InstantSource.system().instant().plus(Duration.ofHours(1)));
        assertThat(FolderStamp.of(directory, clock.instant())).isPresent();
        assertThat(FolderStamp.of(directory, InstantSource.system().instant())).isEmpty();
        Reloader<String> reloader = started();
        write("rules/a.yaml", "fir5t");
        Files.setLastModifiedTime(file, time);
        next();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=fir5t;");
        Files.delete(file);
        write("rules/b.yaml", "other");
        next();
        assertThat(reloader.current()).isEqualTo("rules/b.yaml=other;");
    }

    @Test
    void aStampTellsAnEditOfTheSameSizeAndTime() throws Exception {
        Path file = directory.resolve("rules/a.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Instant later = InstantSource.system().instant().plus(Duration.ofHours(1));
        var before = FolderStamp.of(directory, later);
        assertThat(FolderStamp.of(directory, later)).isEqualTo(before).isPresent();
        var changed = Files.getAttribute(file, "unix:ctime");
        while (Files.getAttribute(file, "unix:ctime").equals(changed)) {
            Files.writeString(file, "fir5t");
            Files.setLastModifiedTime(file, time);
        }
        assertThat(FolderStamp.of(directory, later)).isPresent().isNotEqualTo(before);
    }

    @Test
    void aLinkToNothingIsAProblemAndNotAFileLess() throws Exception {
        Reloader<String> reloader = started();
        Files.createSymbolicLink(directory.resolve("rules/b.yaml"), Path.of("nowhere.yaml"));
        assertThat(next().reason()).isEqualTo("rules/b.yaml:0:0: a link to nothing");
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;");
    }

    @Test
    void aFileThatIsTooLongIsAProblem() throws Exception {
        started();
        try (var file =
                new java.io.RandomAccessFile(directory.resolve("rules/b.yaml").toFile(), "rw")) {
            file.setLength((50 << 20) + 1L);
        }
        assertThat(next().reason()).isEqualTo("rules/b.yaml:0:0: longer than 52428800 bytes");
    }

    @Test
    void aSwappedLinkCountsAndItsFilesAreOfOneMoment() throws Exception {
        Path mount = Files.createDirectories(temporary.resolve("mount"));
        Path one = Files.createDirectories(mount.resolve("..2026_1/rules"));
        Files.writeString(one.resolve("a.yaml"), "one");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(mount.resolve("rules"), Path.of("..data/rules"));
        directory = mount;
        Reloader<String> reloader = started();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=one;");

        Path two = Files.createDirectories(mount.resolve("..2026_2/rules"));
        Files.writeString(two.resolve("a.yaml"), "two");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=two;");
    }

    @Test
    void aLinkedDirectoryCanBeSwapped() throws Exception {
        Path other = Files.createDirectories(temporary.resolve("other/rules"));
        Files.writeString(other.resolve("b.yaml"), "other");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        directory = link;
        Reloader<String> reloader = started();
        Files.createSymbolicLink(temporary.resolve("next"), temporary.resolve("other"));
        Files.move(temporary.resolve("next"), link, StandardCopyOption.ATOMIC_MOVE);
        next();
        assertThat(reloader.current()).isEqualTo("rules/b.yaml=other;");
    }

    @Test
    void whatEditorsLeaveBehindIsPassedOver() throws Exception {
        Reloader<String> reloader = started();
        for (String name : List.of(".a.yaml.swp", "a.yaml~", "#a.yaml#", ".#a.yaml", "4913", "README.md")) {
            write("rules/" + name, "broken");
        }
        write(".git/x.yaml", "broken");
        write("rules/b.yaml", "second");
        next();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;rules/b.yaml=second;");
        assertThat(events).isEmpty();
    }

    @Test
    void aRestartWithABrokenDirectoryStartsFromTheLastGood() throws Exception {
        Reloader<String> before = started();
        write("rules/deep/er/c.yaml", "kept");
        next();
        String revision = before.status().revision();
        before.close();

        write("rules/a.yaml", "broken");
        Reloader<String> after = started();
        assertThat(after.current()).isEqualTo("rules/a.yaml=first;rules/deep/er/c.yaml=kept;");
        assertThat(after.status().revision()).isEqualTo(revision);
        assertThat(after.status().lastProblems()).extracting(Problem::message).containsExactly("broken");

        write("rules/a.yaml", "repaired");
        assertThat(next().accepted()).isTrue();
        assertThat(after.current()).startsWith("rules/a.yaml=repaired;");
    }

    @Test
    void aFirstStartWithABrokenDirectoryIsRefused() throws Exception {
        write("rules/a.yaml", "broken");
        assertThat(problems(start(Duration.ofMillis(10)))).containsExactly(new Problem("rules/a.yaml", 1, 1, "broken"));
        assertThat(state).doesNotExist();
    }

    @Test
    void aDirectoryThatIsMissingOrEmptyIsRefusedAndNeverReplacesGoodRules() throws Exception {
        Reloader<String> reloader = started();
        Files.move(directory, temporary.resolve("away"));
        assertThat(next().reason()).endsWith("no such directory");
        Files.createDirectories(directory);
        assertThat(next().reason()).contains("no policy files");
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;");
    }

    @Test
    void aCompilerThatFailsIsAProblemAndWatchingGoesOn() throws Exception {
        Reloader<String> reloader = started();
        write("rules/a.yaml", "bug");
        assertThat(next().reason()).contains("the compiler failed");
        write("rules/a.yaml", "second");
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=second;");
    }

    @Test
    void aListenerThatFailsHarmsNobody() throws Exception {
        Reloader<String> reloader = started();
        reloader.tell(event -> {
            throw new IllegalStateException("listener");
        });
        write("rules/a.yaml", "second");
        next();
        write("rules/a.yaml", "third");
        next();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=third;");
    }

    @Test
    void aStateThatCannotBeWrittenHarmsNobody() throws Exception {
        Files.createDirectories(state.getParent());
        Files.writeString(state, "a file where a folder should be");
        Reloader<String> reloader = started();
        write("rules/a.yaml", "second");
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=second;");
    }

    @Test
    void onlyTheOwnerReadsTheCopyAndOldOnesAreSwept() throws Exception {
        Reloader<String> reloader = started();
        write("rules/a.yaml", "second");
        next();
        assertThat(Files.getPosixFilePermissions(state))
                .isEqualTo(Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
        write("rules/a.yaml", "third");
        next();
        String revision = reloader.status().revision();
        String previous = reloader.status().previous().orElseThrow();
        assertThat(state.resolve(revision + "/rules/a.yaml")).hasContent("third");
        assertThat(state.resolve(previous + "/rules/a.yaml")).hasContent("second");
        assertThat(state.toFile().list()).containsExactlyInAnyOrder("in-force.json", revision, previous);
    }

    @Test
    void theSameFilesHaveTheSameRevisionWhereverTheyAre() {
        Folder one = Folders.of("rules/a.yaml", "x", "rules/b.yaml", "y");
        assertThat(PolicyFolder.revision(one))
                .isEqualTo(PolicyFolder.revision(new Folder("elsewhere", one.files())))
                .isNotEqualTo(PolicyFolder.revision(Folders.of("rules/a.yaml", "xy", "rules/b.yaml", "")))
                .isNotEqualTo(PolicyFolder.revision(Folders.of("rules/a.yaml", "x", "rules/c.yaml", "y")));
    }

    @Test
    void anEditorsRenameOverTheFileCounts() throws Exception {
        Reloader<String> reloader = started();
        Path file = directory.resolve("rules/a.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Path draft = directory.resolve("rules/.a.yaml.part");
        Files.writeString(draft, "fir5t");
        Files.setLastModifiedTime(draft, time);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=fir5t;");
        Files.move(file, directory.resolve("rules/a.yaml~"));
        write("rules/a.yaml", "s3cond");
        while (!reloader.current().equals("rules/a.yaml=s3cond;")) {
            next(); // An editor that moves the file away first may be seen in between.
        }
    }

    @Test
    void aChangeSaysWhatChangedAndWhoMadeIt() throws Exception {
        write("rules/a.yaml", "rules:\n  - {id: JH-0001, say: 秘密词}\n  - {id: JH-0002, say: b}\n");
        Reloader<String> reloader = started();
        write("rules/a.yaml", "rules:\n  - {id: JH-0002, say: 另一个词}\n  - {id: JH-0003, say: c}\n");
        Event.Reloaded event = next();
        assertThat(event.actor()).isEqualTo("file");
        assertThat(event.change()).isEqualTo("rules: -JH-0001 ~JH-0002 +JH-0003; rules/a.yaml changed");
        write("rules/a.yaml", "rules:\n\n  - {id: JH-0002, say: 另一个词}\n  - {id: JH-0003, say: c}\n# later\n");
        assertThat(next().change()).isEqualTo("rules/a.yaml changed");
        write("lists/b.txt", "秘密词");
        assertThat(next().change()).isEqualTo("lists/b.txt added");
        Files.delete(directory.resolve("lists/b.txt"));
        assertThat(next().change()).isEqualTo("lists/b.txt removed");
        StringBuilder rules = new StringBuilder("rules:\n");
        for (int i = 1000; i < 1100; i++) {
            rules.append("  - {id: JH-").append(i).append(", say: 秘密词}\n");
        }
        write("rules/a.yaml", rules.toString());
        Event.Reloaded many = next();
        assertThat(many.change().length()).isLessThanOrEqualTo(256);
        assertThat(many.change())
                .startsWith("rules: -JH-0002 -JH-0003 +JH-1000 ")
                .containsPattern(" and [0-9]+ more; rules/a.yaml changed$");
        assertThat(reloader.status().lastProblems()).isEmpty();
    }

    @Test
    void oneStepBackHoldsUntilTheFilesChange() throws Exception {
        Reloader<String> reloader = started();
        String first = reloader.status().revision();
        assertThat(reloader.rollBack(first, "chen")).isEqualTo(new Stepping.Nowhere());
        write("rules/a.yaml", "second");
        next();
        String second = reloader.status().revision();
        assertThat(reloader.status().previous()).contains(first);
        assertThat(reloader.rollBack(first, "chen")).isEqualTo(new Stepping.Moved(second));

        assertThat(reloader.rollBack(second, "chen")).isEqualTo(new Stepping.Done(first));
        Event.Reloaded event = next();
        assertThat(event.actor()).isEqualTo("chen");
        assertThat(event.reason()).isEqualTo("rolled back from " + second);
        assertThat(event.change()).isEqualTo("rules/a.yaml changed");
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;");
        assertThat(reloader.status().rolledBackFrom()).contains(second);
        assertThat(reloader.rollBack(first, "chen")).as("one step").isEqualTo(new Stepping.Nowhere());

        reloader.close();
        Reloader<String> again = started();
        assertThat(again.current()).isEqualTo("rules/a.yaml=first;");
        assertThat(again.status().rolledBackFrom()).contains(second);
        assertThat(again.status().lastProblems()).isEmpty();
        write("rules/b.yaml", "touch");
        assertThat(next().accepted()).isTrue();
        assertThat(again.current()).isEqualTo("rules/a.yaml=second;rules/b.yaml=touch;");
        assertThat(again.status().rolledBackFrom()).isEmpty();
        assertThat(again.status().previous()).contains(first);
    }

    @Test
    void theStepBackLeadsAcrossARestart() throws Exception {
        started().close();
        write("rules/a.yaml", "second");
        Reloader<String> reloader = started();
        assertThat(reloader.rollBack(reloader.status().revision(), "chen")).isInstanceOf(Stepping.Done.class);
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=first;");
    }

    @Test
    void aStepBackThatCannotBeKeptIsNotTaken() throws Exception {
        Reloader<String> reloader = started();
        write("rules/a.yaml", "second");
        next();
        Files.createDirectories(state.resolve(".in-force/in-the-way"));
        assertThat(reloader.rollBack(reloader.status().revision(), "chen")).isInstanceOf(Stepping.Refused.class);
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=second;");
        assertThat(reloader.status().rolledBackFrom()).isEmpty();
    }

    @Test
    void aCopyThatWasTouchedIsNotTaken() throws Exception {
        Reloader<String> reloader = started();
        String first = reloader.status().revision();
        write("rules/a.yaml", "second");
        next();
        Files.writeString(state.resolve(first).resolve("rules/a.yaml"), "forged");
        assertThat(reloader.rollBack(reloader.status().revision(), "chen")).isEqualTo(new Stepping.Nowhere());
        assertThat(reloader.current()).isEqualTo("rules/a.yaml=second;");
    }

    @Test
    void unchangedFilesAreNotWrittenAgain() throws Exception {
        write("lists/big.txt", "many words");
        Reloader<String> reloader = started();
        String first = reloader.status().revision();
        write("rules/a.yaml", "second");
        next();
        assertThat(Files.getAttribute(state.resolve(first).resolve("lists/big.txt"), "unix:ino"))
                .isEqualTo(Files.getAttribute(
                        state.resolve(reloader.status().revision()).resolve("lists/big.txt"), "unix:ino"));
    }

    @Test
    void whenADayBeginsWhatIsInForceIsCompiledAgain() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        AtomicReference<String> mood = new AtomicReference<>("good");
        clock = now::get;
        Reloader<String> reloader = started(Duration.ofMillis(10), folder -> mood.get().equals("broken")
                ? problem("the exception has ended")
                : new Compilation.Compiled<>(mood.get()));
        String revision = reloader.status().revision();
        mood.set("other");
        now.set(NOW.plus(Duration.ofDays(1)));
        await(() -> reloader.current().equals("other"));
        assertThat(reloader.status().revision()).isEqualTo(revision);
        assertThat(reloader.status().acceptedAt()).isEqualTo(NOW);
        assertThat(events).as("nothing has changed that anyone would be told").isEmpty();

        mood.set("broken");
        now.set(NOW.plus(Duration.ofDays(2)));
        Event.Reloaded event = next();
        assertThat(event.accepted()).isFalse();
        assertThat(event.actor()).isEqualTo("clock");
        assertThat(reloader.current()).isEqualTo("other");
        assertThat(reloader.status().lastProblems())
                .extracting(Problem::message)
                .containsExactly("the exception has ended");
        mood.set("good again");
        now.set(NOW.plus(Duration.ofDays(3)));
        await(() -> reloader.status().lastProblems().isEmpty());
        assertThat(reloader.current()).isEqualTo("good again");
        assertThat(events).isEmpty();
    }

    private static <T> Compilation<T> problem(String message) {
        Problems problems = new Problems();
        problems.add(new Place("rules/a.yaml", 1, 1), message);
        return new Compilation.Rejected<>(problems.list());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
            Thread.sleep(1);
        }
    }

    private Event.Reloaded next() throws InterruptedException {
        Event.Reloaded event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return java.util.Objects.requireNonNull(event);
    }

    private Reloader<String> started() {
        return started(Duration.ofMillis(10));
    }

    private Reloader<String> started(Duration every) {
        return started(every, ReloaderTest::compile);
    }

    private Reloader<String> started(Duration every, Function<Folder, Compilation<String>> compiler) {
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

    private Compilation<Reloader<String>> start(Duration every) {
        return Reloader.start(new Settings(directory, state, every, clock), ReloaderTest::compile);
    }

    private static List<Problem> problems(Compilation<?> compilation) {
        return compilation instanceof Compilation.Rejected<?> rejected ? rejected.problems() : List.of();
    }

    /** Strings all files together; the text {@code broken} is a problem, {@code bug} a failure. */
    private static Compilation<String> compile(Folder folder) {
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

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
