package io.jianhu.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the ledger writes JSON: one object to a line, times in UTC with milliseconds. */
final class Json {

    /** Its buffers are shared: of those that Jackson keeps for each thread, every exchange, having its own, would hold a set. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The newest second that was written; most records are of the same one. */
    private static volatile Second newest = new Second(Long.MIN_VALUE, "");

    private record Second(long number, String text) {}

    private Json() {}

    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    static JsonParser parser(byte[] bytes) throws IOException {
        return FACTORY.createParser(bytes);
    }

    static String time(Instant time) {
        Second second = newest;
        if (second.number() != time.getEpochSecond()) {
            second = new Second(time.getEpochSecond(), TIME.format(time));
            newest = second;
        }
        String millis = Integer.toString(1000 + time.getNano() / 1_000_000);
        return second.text() + millis.substring(1) + "Z";
    }
}
