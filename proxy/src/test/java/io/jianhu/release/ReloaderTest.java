package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.policy.Folders;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloaderTest extends WatchedFolder {
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
}
