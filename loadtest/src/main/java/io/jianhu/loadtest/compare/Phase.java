package io.jianhu.loadtest.compare;

/** What is asked in one measurement, and how. */
public enum Phase {
    /** Whole answers, as fast as they come. */
    DOCUMENTS_AT_CAPACITY("documents, capacity", false),
    /** Streams, as fast as they end. */
    STREAMS_AT_CAPACITY("streams, capacity", true),
    /** Whole answers, asked for at half of the capacity that the plan says. */
    DOCUMENTS_AT_HALF("documents, half load", false),
    /** Streams, asked for at half of the capacity that the plan says. */
    STREAMS_AT_HALF("streams, half load", true);

    private final String title;
    private final boolean stream;

    Phase(String title, boolean stream) {
        this.title = title;
        this.stream = stream;
    }

    String title() {
        return title;
    }

    boolean isStream() {
        return stream;
    }
}
