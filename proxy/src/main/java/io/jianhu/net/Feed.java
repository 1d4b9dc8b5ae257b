package io.jianhu.net;

/** Writes a stream of server-sent events, on a virtual thread of its own. */
@FunctionalInterface
public interface Feed {

    /**
     * Sends until there is nothing more to say.
     *
     * @throws InterruptedException when the visitor has gone or the listener closes
     */
    void run(Sink sink) throws InterruptedException;

    /** Takes the events of a feed. */
    interface Sink {

        /**
         * Sends one event and waits while the visitor is slower than the feed.
         *
         * @param id for {@code Last-Event-ID}; empty for none
         * @param event the event's name; empty for none
         * @param data may have several lines
         * @throws InterruptedException when the visitor has gone
         */
        void send(String id, String event, String data) throws InterruptedException;

        /** Sends a comment that keeps the connection alive. */
        void comment(String text) throws InterruptedException;
    }
}
