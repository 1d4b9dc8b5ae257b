package io.jianhu.net;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link Site} answers. */
public sealed interface Page {

    int status();

    Map<String, String> headers();

    /** The same page with one more header. */
    Page with(String name, String value);

    /** A page that is there as a whole. */
    record Whole(int status, Map<String, String> headers, byte[] body) implements Page {
        public Whole {
            headers = Map.copyOf(headers);
        }

        @Override
        public Whole with(String name, String value) {
            return new Whole(status, more(headers, name, value), body);
        }
    }

    /** A stream of server-sent events that lasts as long as its feed runs. */
    record Live(Map<String, String> headers, Feed feed) implements Page {
        public Live {
            headers = Map.copyOf(headers);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Live with(String name, String value) {
            return new Live(more(headers, name, value), feed);
        }
    }

    private static Map<String, String> more(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return more;
    }

    static Whole json(int status, String body) {
        return of(status, "application/json; charset=utf-8", body);
    }

    static Whole of(int status, String type, String body) {
        return new Whole(status, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
