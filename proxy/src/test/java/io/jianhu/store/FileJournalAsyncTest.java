package io.jianhu.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FileJournalAsyncTest extends JournalContract {

    @TempDir
    Path directory;

    @Override
    Journal journal() throws IOException {
        Settings settings = Settings.DEFAULT.with(Durability.ASYNC).withSegmentBytes(10_000);
        return FileJournal.open(directory, new Checked(), settings, InstantSource.system());
    }
}
