package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.LineReader;
import io.jianhu.frame.MalformedEvents;
import io.jianhu.frame.MalformedJson;
import io.jianhu.frame.SseEvent;
import io.jianhu.frame.SseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a client got, as it reads it: JSON in every event, one stamp on the last of them, and one end. */
final class ClientBytes {

    private static final int CAP = 1 << 26;
    private static final JsonText JSON = new JsonText(CAP, false, CAP);
    private static final String DONE = "[DONE]";
    private static final Set<String> TERMINAL =
            Set.of("message_stop", "response.completed", "response.incomplete", "response.failed");

    private ClientBytes() {}

    static void check(String contentType, byte[] bytes) {
        try {
            List<Json.Members> documents = contentType.startsWith("text/event-stream")
                    ? events(bytes)
                    : contentType.startsWith("application/x-ndjson") ? lines(bytes) : List.of(members(bytes));
            List<Json.Members> stamped = documents.stream()
                    .filter(document -> document.has("jianhu"))
                    .toList();
            assertThat(stamped).hasSize(1);
            assertThat(stamped.getFirst()).isSameAs(documents.getLast());
        } catch (MalformedEvents | MalformedJson malformed) {
            throw new AssertionError(malformed.getMessage(), malformed);
        }
    }

    private static List<Json.Members> events(byte[] bytes) throws MalformedEvents, MalformedJson {
        List<SseEvent> events = new SseReader(CAP).read(bytes);
        assertThat(isTerminal(events.getLast())).isTrue();
        String tongue = tongue(events.getLast());
        assertThat(events.stream()
                        .filter(event -> isTerminal(event) && tongue(event).equals(tongue)))
                .hasSize(1);
        List<Json.Members> documents = new ArrayList<>();
        for (SseEvent event : events) {
            if (!event.data().equals(DONE)) {
                documents.add(members(JSON.read(event.data())));
            }
        }
        return documents;
    }

    private static boolean isTerminal(SseEvent event) {
        return event.data().equals(DONE) || TERMINAL.contains(event.event());
    }

    /** In which tongue an event ends a stream: one that ends another's is unknown here, and passes like any other. */
    private static String tongue(SseEvent terminal) {
        return terminal.data().equals(DONE) ? DONE : terminal.event().replaceAll("[._].*", "");
    }

    private static List<Json.Members> lines(byte[] bytes) throws MalformedEvents, MalformedJson {
        LineReader reader = new LineReader(CAP);
        List<String> lines = new ArrayList<>(reader.read(bytes));
        assertThat(reader.end()).isEmpty();
        List<Json.Members> documents = new ArrayList<>();
        for (String line : lines) {
            documents.add(members(JSON.read(line)));
        }
        Json done = new Json.Literal("true");
        assertThat(documents.stream().filter(document -> done.equals(document.get("done"))))
                .hasSize(1);
        assertThat(documents.getLast().get("done")).isEqualTo(done);
        return documents;
    }

    private static Json.Members members(byte[] bytes) throws MalformedJson {
        return members(JSON.read(bytes));
    }

    private static Json.Members members(Json value) {
        assertThat(value).isInstanceOf(Json.Members.class);
        return (Json.Members) value;
    }
}
