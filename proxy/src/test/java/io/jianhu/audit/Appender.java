package io.jianhu.audit;

import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A program that appends for ever and prints the number of each record once it is kept. Waits to be killed. */
final class Appender {

    private Appender() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals("ledger")) {
            Ledger ledger = Ledger.open(
                    directory, checkpoints(directory), Settings.DEFAULT, InstantSource.system(), nanoseconds -> {});
            run(number -> ledger.saw(Events.acted(number)));
        } else {
            FileJournal journal = FileJournal.open(directory, new Checked(), Settings.DEFAULT, InstantSource.system());
            run(number -> journal.append(("record " + number).getBytes(StandardCharsets.UTF_8)));
        }
    }

    static CheckpointFile checkpoints(Path directory) {
        return new CheckpointFile(
                directory.resolveSibling(directory.getFileName() + ".checkpoint"), Optional.of(new byte[32]));
    }

    private interface Target {
        CompletableFuture<Void> append(int number);
    }

    private static void run(Target target) {
        for (int number = 1; number > 0; number++) {
            int mine = number;
            CompletableFuture<Void> kept = target.append(number).thenRun(() -> print(mine));
            if (number % 100 == 0) {
                kept.join();
            }
        }
    }

    private static void print(int number) {
        System.out.println(number);
        System.out.flush();
    }
}
