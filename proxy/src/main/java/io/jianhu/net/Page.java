package io.jianhu.net;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link Site} answers. */
public sealed interface Page {

    int status();

    Map<String, String> headers();

    /** A page that is there as a whole. */
    record Whole(int status, Map<String, String> headers, byte[] body) implements Page {
        public Whole {
            headers = Map.copyOf(headers);
        }

        /** The same page with one more header. */
        public Whole with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, more, body);
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
    }

    static Whole json(int status, String body) {
        return of(status, "application/json; charset=utf-8", body);
    }

    static Whole of(int status, String type, String body) {
        return new Whole(status, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
