package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been written of a streamed response, and how more is written. Used by one thread. */
final class Sheet {

    private final Envelope envelope;
    private final Events events;
    private final List<Item> items = new ArrayList<>();
    private Json.@Nullable Members begun;

    Sheet(Envelope envelope, Events events) {
        this.envelope = envelope;
        this.events = events;
    }

    /** The response as it began; begins it if nobody has. */
    Json.Members begun() {
        if (begun == null) {
            begun = envelope.response();
            envelope.unkept(begun);
            for (String type : List.of("response.created", "response.in_progress")) {
                Map<String, Json> event = new LinkedHashMap<>();
                event.put("type", Envelope.word(type));
                event.put("response", begun);
                events.add(event);
            }
        }
        return begun;
    }

    /** Takes note of how the model's server began it. */
    void begun(Json.Members response) {
        if (begun == null) {
            envelope.kept(response);
        }
        begun = response;
    }

    /** The next item in the client's list. */
    Item next(Json.Members head) {
        Item item = new Item(items.size(), head);
        items.add(item);
        return item;
    }

    /** Begins an item that is made here. */
    Item begin(Json.Members head) {
        begun();
        Item item = next(head);
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", Envelope.word("response.output_item.added"));
        event.put("output_index", Envelope.number(item.index()));
        event.put("item", head);
        events.add(event);
        return item;
    }

    Item beginMessage() {
        return begin(head("message", "msg", "role", Envelope.word("assistant"), "content"));
    }

    Item beginReasoning() {
        return begin(head("reasoning", "rs", "summary", new Json.Items(List.of()), "content"));
    }

    private Json.Members head(String type, String kind, String key, Json value, String empty) {
        Map<String, Json> head = new LinkedHashMap<>();
        head.put("id", Envelope.word(envelope.id(kind, items.size())));
        head.put("type", Envelope.word(type));
        head.put("status", Envelope.word("in_progress"));
        head.put(key, value);
        head.put(empty, new Json.Items(List.of()));
        return new Json.Members(head);
    }

    /**
     * Begins a call.
     *
     * @param callId as the model made it up; possibly empty
     */
    Item beginCall(String name, String callId) {
        Map<String, Json> head = new LinkedHashMap<>();
        head.put("id", Envelope.word(envelope.id("fc", items.size())));
        head.put("type", Envelope.word(Line.ARGUMENTS.type()));
        head.put("status", Envelope.word("in_progress"));
        head.put("arguments", Envelope.word(""));
        head.put("call_id", Envelope.word(callId.isEmpty() ? envelope.id("call", items.size()) : callId));
        head.put("name", Envelope.word(name));
        return begin(new Json.Members(head));
    }

    /** Begins a part of an item. */
    Item.Piece begin(Item item, Line line) {
        long before = item.pieces().stream()
                .filter(piece -> piece.line().index().equals(line.index()))
                .count();
        Item.Piece piece = item.piece(line, (int) before, new StringBuilder());
        if (!line.isCall()) {
            part(piece, ".added");
        }
        return piece;
    }

    private void part(Item.Piece piece, String what) {
        String kind = piece.line() == Line.SUMMARY ? "response.reasoning_summary_part" : "response.content_part";
        Map<String, Json> event = piece.place(kind + what);
        event.put("part", piece.whole());
        events.add(event);
    }

    /** Goes on with a text. */
    void more(Item.Piece piece, String text) {
        if (text.isEmpty()) {
            return;
        }
        piece.append(text);
        Map<String, Json> event = piece.place(piece.line().delta());
        event.put("delta", new Json.Text(text));
        if (piece.line() == Line.OUTPUT_TEXT) {
            event.put("logprobs", new Json.Items(List.of()));
        }
        events.add(event);
    }

    /** Completes a text. */
    void end(Item.Piece piece) {
        if (piece.isDone()) {
            return;
        }
        Map<String, Json> event = piece.place(piece.line().done());
        event.put(piece.line().field(), piece.text());
        if (piece.line() == Line.OUTPUT_TEXT) {
            event.put("logprobs", new Json.Items(List.of()));
        }
        if (piece.line() == Line.ARGUMENTS) {
            event.put("name", Envelope.word(piece.item().head().text("name").orElse("")));
        }
        events.add(event);
        if (!piece.line().isCall()) {
            part(piece, ".done");
        }
        piece.done();
    }

    /** Completes an item. */
    void end(Item item) {
        if (item.isDone()) {
            return;
        }
        item.pieces().forEach(this::end);
        item.done(item.whole());
        Map<String, Json> event = new LinkedHashMap<>();
        event.put("type", Envelope.word("response.output_item.done"));
        event.put("output_index", Envelope.number(item.index()));
        event.put("item", item.whole());
        events.add(event);
    }

    /** Completes every item but calls, of which nobody knows whether they are whole. */
    void endWords() {
        List.copyOf(items).stream().filter(item -> !item.isCall()).forEach(this::end);
    }

    void endAll() {
        List.copyOf(items).forEach(this::end);
    }

    /** Says something in a message of its own. */
    void say(String text) {
        Item message = beginMessage();
        more(begin(message, Line.OUTPUT_TEXT), text);
        end(message);
    }

    List<Item> items() {
        return items;
    }

    /** The text that is being written and may still grow. */
    java.util.Optional<Item.Piece> open() {
        return items.stream()
                .flatMap(item -> item.pieces().stream())
                .filter(piece -> piece.line() == Line.OUTPUT_TEXT && !piece.isDone())
                .reduce((before, last) -> last);
    }

    /**
     * The response as it ends here.
     *
     * @param calls whether its calls are whole
     */
    Json.Members ended(Stop stop, boolean calls) {
        List<Json> output = new ArrayList<>();
        items.stream().filter(item -> calls || !item.isCall()).forEach(item -> output.add(item.whole()));
        return Envelope.ended(begun(), stop, output);
    }

    /** Tells that nobody is to go on from this response. */
    void unkept() {
        envelope.unkept(begun());
    }
}
