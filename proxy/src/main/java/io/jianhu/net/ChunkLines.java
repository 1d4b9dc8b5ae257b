package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import java.util.regex.Pattern;

/**
 * The lines between the chunks of one body, read once more by their grammar (RFC 9112 section 7.1): where another reader
 * could see the end of a chunk elsewhere, the body is refused, and so it is with trailers, of which the codec drops some.
 * Extensions mean nothing to anybody here, so that only a few bytes of them are borne.
 */
final class ChunkLines {

    private static final int LONGEST = 256;
    private static final int MOST_EXTENSIONS = 4 << 10;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~]|\\\\[\\t -~])*\"";
    private static final Pattern LINE =
            Pattern.compile("[0-9A-Fa-f]{1,8}(?:;" + TOKEN + "(?:=(?:" + TOKEN + "|" + QUOTED + "))?)*\\r");

    private final StringBuilder line = new StringBuilder();
    private int extensions;
    private long data;
    private boolean behindData;
    private boolean last;
    private boolean over;

    /** Reads on; false when something is no chunk line, after which nothing more may be read. */
    boolean read(ByteBuf buffer, int from, int to) {
        int at = from;
        while (at < to && !over) {
            if (data > 0) {
                int skipped = (int) Math.min(data, to - at);
                data -= skipped;
                at += skipped;
            } else {
                byte next = buffer.getByte(at++);
                if (next == '\n' ? !ends() : !grows(next)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean grows(byte next) {
        line.append((char) (next & 0xff));
        return line.length() <= LONGEST;
    }

    private boolean ends() {
        String whole = line.toString();
        line.setLength(0);
        if (behindData) {
            behindData = false;
            return whole.equals("\r");
        }
        if (last) {
            over = true;
            return whole.equals("\r");
        }
        if (!LINE.matcher(whole).matches()) {
            return false;
        }
        int semicolon = whole.indexOf(';');
        String size = semicolon < 0 ? whole.substring(0, whole.length() - 1) : whole.substring(0, semicolon);
        extensions += whole.length() - size.length() - 1;
        data = Long.parseLong(size, 16);
        behindData = data > 0;
        last = data == 0;
        return extensions <= MOST_EXTENSIONS;
    }
}
