package io.jianhu.frame;

/**
 * One server-sent event (WHATWG HTML 9.2).
 *
 * @param event its type, or empty for a plain message
 * @param data its data lines, joined by line feeds
 * @param id the last id that the stream named, or empty
 */
public record SseEvent(String event, String data, String id) {

    /** Prints no words. */
    @Override
    public String toString() {
        return "SseEvent[" + data.length() + " characters]";
    }
}
