package io.jianhu.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The requests that the plainest reading of RFC 9112 finds in some bytes, up to the first that is not as plain as that:
 * lines that end with CRLF, one {@code Content-Length} in digits or {@code Transfer-Encoding: chunked}, never both.
 */
final class StrictReading {

    private final String bytes;
    private int at;

    private StrictReading(String bytes) {
        this.bytes = bytes;
    }

    /** As {@code METHOD TARGET BODY}. */
    static List<String> of(String bytes) {
        List<String> requests = new ArrayList<>();
        StrictReading reading = new StrictReading(bytes);
        try {
            while (reading.at < bytes.length()) {
                requests.add(reading.request());
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException end) {
            // What is cut or not plain ends the list.
        }
        return requests;
    }

    private String request() {
        String[] first = line().split(" ", -1);
        if (first.length == 1 && first[0].isEmpty()) {
            return request();
        }
        expect(first.length == 3 && first[2].equals("HTTP/1.1"));
        int length = 0;
        boolean framed = false;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            expect(line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\r\\n\\x00]*"));
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equals("content-length") || name.equals("transfer-encoding")) {
                expect(!framed);
                framed = true;
                chunked = name.equals("transfer-encoding");
                expect(value.matches(chunked ? "chunked" : "[0-9]{1,9}"));
                length = chunked ? 0 : Integer.parseInt(value);
            }
        }
        return first[0] + " " + first[1] + " " + (chunked ? chunks() : take(length));
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = line().split(";", 2)[0];
            expect(size.matches("[0-9A-Fa-f]{1,7}"));
            String chunk = take(Integer.parseInt(size, 16));
            expect(line().isEmpty());
            if (chunk.isEmpty()) {
                return body.toString();
            }
            body.append(chunk);
        }
    }

    private String take(int length) {
        String taken = bytes.substring(at, at + length);
        at += length;
        return taken;
    }

    private String line() {
        int end = bytes.indexOf("\r\n", at);
        expect(end >= 0);
        String line = bytes.substring(at, end);
        at = end + 2;
        return line;
    }

    private static void expect(boolean plain) {
        if (!plain) {
            throw new IllegalArgumentException("not plain");
        }
    }
}
