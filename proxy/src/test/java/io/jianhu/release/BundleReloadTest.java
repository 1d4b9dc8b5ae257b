package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.policy.Folders;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed bundle that is replaced while the gateway runs. */
class BundleReloadTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path temporary;

    private Path file;
    private Path state;
    private Keys keys;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<Reloader<String>> opened = new ArrayList<>();
    private final BlockingQueue<Event.Reloaded> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void makeKeys() throws Exception {
        file = temporary.resolve("policies.bundle");
        state = temporary.resolve("state/policy");
        keys = new Keys(temporary, "security");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Reloader::close);
    }

    @Test
    void aBundleWithAGreaterSerialComesIntoForce() throws Exception {
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        assertThat(reloader.current()).isEqualTo("one");
        assertThat(reloader.status().source()).isEqualTo("bundle");
        assertThat(reloader.status().serial()).contains(1);
        put(bundle("two", 5));
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("two");
        assertThat(reloader.status().serial()).contains(5);
        assertThat(state.resolve(reloader.status().revision() + "/rules/a.yaml"))
                .hasContent("two");
    }

    @Test
    void anOldBundleIsNotPlayedAgainNeitherAtOnceNorAfterARestart() throws Exception {
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        put(bundle("two", 2));
        next();
        put(bundle("one", 1));
        assertThat(next().reason()).contains("serial 1 (expected: more than 2");
        put(bundle("other", 2));
        assertThat(next().reason()).contains("serial 2 was accepted with other files");
        assertThat(reloader.current()).isEqualTo("two");
        put(bundle("one", 1));
        next();
        reloader.close();

        Reloader<String> again = started();
        assertThat(again.current()).isEqualTo("two");
        assertThat(again.status().serial()).contains(2);
        assertThat(again.status().lastProblems()).singleElement().asString().contains("serial 1");
        again.close();
        put(bundle("two", 2));
        assertThat(started().status().lastProblems())
                .as("the same bundle may start again")
                .isEmpty();
    }

    @Test
    void olderFilesComeBackOnlyAsARollbackOfWhatIsInForce() throws Exception {
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        put(bundle("two", 2));
        next();
        put(bundle("one", 3));
        assertThat(next().reason())
                .contains("the files of serial 1 again (expected: jianhu policy build --rollback-of 2)");
        put(bundle("one", 4, Optional.empty(), Optional.of(1)));
        assertThat(next().reason()).contains("rollbackOf 1 (expected: 2, the serial in force)");
        put(bundle("one", 5, Optional.empty(), Optional.of(2)));
        assertThat(next().accepted()).isTrue();
        assertThat(reloader.current()).isEqualTo("one");
        assertThat(reloader.status().serial()).contains(5);
    }

    @Test
    void whatIsNotSignedByAConfiguredKeyIsRefused() throws Exception {
        put(Bundle.of(Folders.of("rules/a.yaml", "one"), 1, Optional.empty(), Optional.empty()));
        assertThat(start())
                .isInstanceOfSatisfying(
                        Compilation.Rejected.class,
                        rejected -> assertThat(rejected.problems().toString()).contains("not signed"));
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        Keys others = new Keys(temporary, "others");
        put(Bundle.of(Folders.of("rules/a.yaml", "two"), 2, Optional.empty(), Optional.empty())
                .sign(others.signing()));
        assertThat(next().reason()).contains("signed by none of the keys");
        Files.copy(others.open, keys.open, StandardCopyOption.REPLACE_EXISTING);
        assertThat(next().accepted()).as("the new key counts at once").isTrue();
        assertThat(reloader.current()).isEqualTo("two");
    }

    @Test
    void aBundleWithoutConfiguredKeysIsRefused() throws Exception {
        put(bundle("one", 1));
        Compilation<Reloader<String>> started = Reloader.start(
                new Reloader.Settings(file, state, Duration.ofMillis(10), now::get), BundleReloadTest::compile);
        assertThat(started)
                .isInstanceOfSatisfying(
                        Compilation.Rejected.class,
                        rejected -> assertThat(rejected.problems().toString()).contains("signed by none of the keys"));
    }

    @Test
    void anExpiredBundleIsRefusedAndOneThatExpiresGoesOnServing() throws Exception {
        put(bundle("one", 1, Optional.of(NOW.plusSeconds(60)), Optional.empty()));
        Reloader<String> reloader = started();
        put(bundle("two", 2, Optional.of(NOW.minusSeconds(1)), Optional.empty()));
        assertThat(next().reason()).contains("expired: notAfter 2026-11-20T07:59:59Z");
        put(bundle("three", 2, Optional.of(NOW.plusSeconds(90)), Optional.empty()));
        next();
        assertThat(reloader.current()).isEqualTo("three");

        now.set(NOW.plusSeconds(90));
        assertThat(next().reason()).contains("expired");
        assertThat(reloader.current()).isEqualTo("three");
        assertThat(reloader.status().lastProblems())
                .extracting(Problem::message)
                .anyMatch(text -> text.contains("expired"));
        reloader.close();
        Reloader<String> again = started();
        assertThat(again.current()).isEqualTo("three");
        assertThat(again.status().lastProblems())
                .extracting(Problem::message)
                .anyMatch(text -> text.contains("expired"));
    }

    @Test
    void whatWasRolledBackNeedsANewSerial() throws Exception {
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        put(bundle("two", 2));
        next();
        assertThat(reloader.rollBack(reloader.status().revision(), "chen")).isInstanceOf(Stepping.Done.class);
        next();
        assertThat(reloader.status().serial()).contains(1);
        reloader.close();
        Reloader<String> again = started();
        assertThat(again.current()).isEqualTo("one");
        put(bundle("two again", 2));
        assertThat(next().reason()).contains("serial 2 was accepted with other files");
        put(bundle("two", 3));
        assertThat(next().accepted()).isTrue();
        assertThat(again.status().serial()).contains(3);
        assertThat(again.status().rolledBackFrom()).isEmpty();
    }

    @Test
    void aSerialThatCannotBeKeptDoesNotComeIntoForce() throws Exception {
        put(bundle("one", 1));
        Reloader<String> reloader = started();
        Files.createDirectories(state.resolve(".in-force/in-the-way"));
        put(bundle("two", 2));
        assertThat(next().reason()).contains("its serial cannot be kept");
        assertThat(reloader.current()).isEqualTo("one");
    }

    @Test
    void aMemoryThatCannotBeReadIsNotForgotten() throws Exception {
        put(bundle("one", 1));
        started().close();
        Files.writeString(state.resolve("in-force.json"), "{\"serial\": \"many\"}");
        assertThat(start())
                .isInstanceOfSatisfying(
                        Compilation.Rejected.class,
                        rejected -> assertThat(rejected.problems().toString()).contains("in-force.json"));
    }

    private Event.Reloaded next() throws InterruptedException {
        Event.Reloaded event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return java.util.Objects.requireNonNull(event);
    }

    private Bundle bundle(String words, int serial) {
        return bundle(words, serial, Optional.empty(), Optional.empty());
    }

    private Bundle bundle(String words, int serial, Optional<Instant> notAfter, Optional<Integer> rollbackOf) {
        return Bundle.of(Folders.of("rules/a.yaml", words), serial, notAfter, rollbackOf)
                .sign(keys.signing());
    }

    private void put(Bundle bundle) throws IOException {
        Path draft = temporary.resolve("draft");
        Files.write(draft, bundle.bytes());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Compilation<Reloader<String>> start() {
        return Reloader.start(
                new Reloader.Settings(file, List.of(keys.open), state, Duration.ofMillis(10), now::get),
                BundleReloadTest::compile);
    }

    private Reloader<String> started() {
        if (start() instanceof Compilation.Compiled<Reloader<String>> compiled) {
            opened.add(compiled.value());
            compiled.value().tell(events::add);
            return compiled.value();
        }
        throw new AssertionError("refused to start");
    }

    private static Compilation<String> compile(Folder folder) {
        return new Compilation.Compiled<>(folder.text("rules/a.yaml"));
    }
}
