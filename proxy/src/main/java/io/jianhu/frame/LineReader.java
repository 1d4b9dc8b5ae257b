package io.jianhu.frame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines, such as those of newline-delimited JSON, from bytes that come in pieces, cut anywhere. A line ends with a
 * line feed, or with a carriage return before it; a carriage return elsewhere is a character like any other. The last
 * line needs no end. Empty lines are passed over. Bytes that are not UTF-8, lines beyond the cap and a byte order mark
 * (which RFC 8259 section 8.1 forbids to send) are errors. Used by one thread, once.
 */
public final class LineReader {

    private final Line line;
    private boolean first = true;
    private boolean afterReturn;
    private @Nullable MalformedEvents fault;

    /** @param cap the greatest length of a line in bytes, without its end */
    public LineReader(int cap) {
        this.line = new Line(cap);
    }

    /** The lines that these bytes complete, without their ends. What is malformed behind one is told by the next call. */
    public List<String> read(byte[] bytes) throws MalformedEvents {
        check();
        List<String> lines = new ArrayList<>();
        try {
            take(bytes, lines);
        } catch (MalformedEvents malformed) {
            fault = malformed;
            if (lines.isEmpty()) {
                throw malformed;
            }
        }
        return lines;
    }

    private void take(byte[] bytes, List<String> lines) throws MalformedEvents {
        for (byte next : bytes) {
            if (next == '\n') {
                complete(lines);
            } else {
                if (afterReturn) {
                    line.keep((byte) '\r');
                }
                afterReturn = next == '\r';
                if (!afterReturn) {
                    line.keep(next);
                }
            }
        }
    }

    /** The line that the end of the bytes completes, if one had begun. */
    public List<String> end() throws MalformedEvents {
        check();
        List<String> lines = new ArrayList<>();
        complete(lines);
        return lines;
    }

    private void check() throws MalformedEvents {
        if (fault != null) {
            throw fault;
        }
    }

    private void complete(List<String> lines) throws MalformedEvents {
        if (first && line.isMarked()) {
            throw new MalformedEvents("byte order mark");
        }
        first = false;
        afterReturn = false;
        if (!line.isEmpty()) {
            lines.add(line.take());
        }
    }
}
