package io.jianhu.store;

class MemoryJournalTest extends JournalContract {

    @Override
    Journal journal() {
        return Journal.inMemory();
    }
}
