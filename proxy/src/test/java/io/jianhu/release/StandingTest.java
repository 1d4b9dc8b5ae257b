package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is known of policies beyond what is in force: what changed, what was before, what was rolled back, the day. */
class StandingTest extends WatchedFolder {

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
    void aCopyThatWasTouchedIsMadeAgain() throws Exception {
        write("lists/big.txt", "many words");
        Reloader<String> reloader = started();
        String first = reloader.status().revision();
        reloader.close();
        Files.writeString(state.resolve(first).resolve("lists/big.txt"), "evil words");
        started().close();
        assertThat(state.resolve(first).resolve("lists/big.txt")).hasContent("many words");
        Files.writeString(state.resolve(first).resolve("lists/big.txt"), "evil words");
        write("rules/a.yaml", "second");
        Reloader<String> again = started();
        assertThat(state.resolve(again.status().revision()).resolve("lists/big.txt"))
                .hasContent("many words");
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
        Reloader<String> reloader = started(
                Duration.ofMillis(10),
                folder -> mood.get().equals("broken")
                        ? problem("the exception has ended")
                        : new Compilation.Compiled<>(mood.get()));
        String revision = reloader.status().revision();
        mood.set("other");
        now.set(Instant.parse("2026-11-20T16:00:00Z")); // midnight in Shanghai
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
}
