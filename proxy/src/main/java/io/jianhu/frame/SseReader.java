package io.jianhu.frame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML 9.2) from bytes that come in pieces, cut anywhere. Stricter than the standard
 * in two ways: bytes that are not UTF-8 and events beyond the cap are errors. An event without its blank line at the
 * end is no event. How soon to connect again ({@code retry}) says nothing here, since an answer is asked for once. Used
 * by one thread, once.
 */
public final class SseReader {

    private final int cap;
    private final Line line;
    private boolean first = true;
    private boolean afterReturn;
    private @Nullable MalformedEvents fault;

    private static final String DATA = "data:";

    /** The first line of data, and all of them when there are more. */
    private @Nullable String data;

    private final StringBuilder lines = new StringBuilder();
    private String event = "";
    private String id = "";

    /** @param cap the greatest length of a line in bytes, and of an event's data in characters */
    public SseReader(int cap) {
        this.cap = cap;
        this.line = new Line(cap);
    }

    /** The events that these bytes complete. What is malformed behind one of them is told by the next call. */
    public List<SseEvent> read(byte[] bytes) throws MalformedEvents {
        end();
        List<SseEvent> events = new ArrayList<>();
        try {
            take(bytes, events);
        } catch (MalformedEvents malformed) {
            fault = malformed;
            if (events.isEmpty()) {
                throw malformed;
            }
        }
        return events;
    }

    /** Makes sure that all bytes could be read. */
    public void end() throws MalformedEvents {
        if (fault != null) {
            throw fault;
        }
    }

    private void take(byte[] bytes, List<SseEvent> events) throws MalformedEvents {
        for (byte next : bytes) {
            if (next == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                line(events);
            } else {
                line.keep(next);
            }
        }
    }

    private void line(List<SseEvent> events) throws MalformedEvents {
        if (first && line.isMarked()) {
            line.unmark();
        }
        first = false;
        if (line.isEmpty()) {
            dispatch(events);
        } else {
            field(line.take());
        }
    }

    private void field(String text) throws MalformedEvents {
        if (text.startsWith(DATA)) {
            add(value(text, DATA.length() - 1));
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : value(text, colon);
        switch (name) {
            case "data" -> add(value);
            case "event" -> event = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {
                // The standard: comments, retry and unknown fields say nothing here.
            }
        }
    }

    private static String value(String text, int colon) {
        return text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
    }

    private void add(String value) throws MalformedEvents {
        int before = data == null ? 0 : Math.max(data.length(), lines.length());
        if (before + value.length() >= cap) {
            throw new MalformedEvents("event longer than " + cap + " characters");
        }
        if (data == null) {
            data = value;
            return;
        }
        if (lines.isEmpty()) {
            lines.append(data);
        }
        lines.append('\n').append(value);
    }

    private void dispatch(List<SseEvent> events) {
        if (data != null) {
            events.add(new SseEvent(event, lines.isEmpty() ? data : lines.toString(), id));
        }
        data = null;
        lines.setLength(0);
        event = "";
    }
}
