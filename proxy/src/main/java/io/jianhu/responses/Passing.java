package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passes on the events of a model's server. Events that complete a message wait for the event behind them, since what
 * stands at the end of an answer belongs before them. Items are numbered as the client gets to know them: a call that is
 * held back comes later than its server counts. Used by one thread, once.
 */
final class Passing {

    private final Envelope envelope;
    private final Events events;
    private final Sheet sheet;
    private final Retold retold = new Retold();
    /** By the number that their events bear. */
    private final Map<Integer, Item> items = new HashMap<>();

    private final Map<Channel, Item.Piece> pieces = new HashMap<>();
    /** How the items of calls began that are held back. */
    private final Map<Channel, Json.Members> held = new HashMap<>();

    private final List<Waiting> waiting = new ArrayList<>();

    /** An event that waits. */
    private record Waiting(Part.Words words, Heard event) {}

    Passing(Envelope envelope, Events events, Sheet sheet) {
        this.envelope = envelope;
        this.events = events;
        this.sheet = sheet;
    }

    /** Writes an event, or withholds it. Answers it when it is the last one. */
    Optional<Json.Members> event(Part.Words words, Heard event) {
        try {
            return passed(words, event);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<Json.Members> passed(Part.Words words, Heard event) throws MalformedAnswer {
        Json.Members document = event.document();
        String type = document.text("type").orElse("");
        boolean changed = retold.changes(words, event);
        if (StreamEar.LAST.contains(type)) {
            take(words, true);
            if (words.ends().isEmpty()) {
                return Optional.empty();
            }
            flush();
            return Optional.of(last(words, event));
        }
        if (document.get("response") instanceof Json.Members) {
            flush();
            Json.Members shown = retold.shown(words, event);
            Json.Members response = envelope.own(shown.members("response"));
            sheet.begun(response);
            events.pass(shown.with("response", response));
            return Optional.empty();
        }
        Optional<Channel> call = call(type, document);
        if (call.isPresent() && !retold.shows(words, call.get())) {
            if (document.has("item")) {
                held.putIfAbsent(call.get(), retold.shown(words, event).members("item"));
            }
            return Optional.empty();
        }
        int index = Line.index(document, Places.INDEX);
        if (type.endsWith(".done")) {
            take(words, true);
            waiting.add(new Waiting(words, event));
            if (!isMessage(index)) {
                flush();
            }
            return Optional.empty();
        }
        flush();
        boolean silent = words.passages().stream()
                .allMatch(
                        passage -> passage.text().isEmpty() || passage.channel().kind() == Kind.TOOL);
        if (changed && silent && type.endsWith(".delta")) {
            return Optional.empty();
        }
        boolean unseen = !items.containsKey(index);
        if (Places.isOfItem(document)) {
            begun(index, document);
        }
        take(words, false);
        Json.Members shown = retold.shown(words, event);
        if ((unseen || type.equals(Places.ADDED)) && shown.get("item") instanceof Json.Members item) {
            item(index, document).begun(item);
        } else if (type.equals("response.output_text.annotation.added") && shown.has("annotation")) {
            Item.Piece piece = pieces.get(Line.OUTPUT_TEXT.channel(document));
            if (piece != null) {
                piece.annotate(shown.members("annotation"));
            }
        }
        events.pass(numbered(shown));
        return Optional.empty();
    }

    /** The channel of the call that an event belongs to, if it belongs to one. */
    private static Optional<Channel> call(String type, Json.Members event) throws MalformedAnswer {
        Optional<Line> line = Line.ofEvent(type)
                .or(() -> Line.ofType(event.members("item").text("type").orElse("")))
                .filter(Line::isCall);
        return line.isPresent() ? Optional.of(line.get().channel(event)) : Optional.empty();
    }

    private boolean isMessage(int index) {
        return items.containsKey(index) && items.get(index).type().equals("message");
    }

    /** Takes note of an item or a part that begins. */
    private void begun(int index, Json.Members event) throws MalformedAnswer {
        item(index, event);
        boolean summary = event.has("summary_index");
        Optional<Line> line = Line.ofType(event.members("part").text("type").orElse(""));
        if (line.isPresent()) {
            piece(line.get().channel(index, Line.index(event, summary ? "summary_index" : "content_index")));
        }
    }

    /** The words that may be shown now, written in events of their own where their event tells them in its place. */
    private void take(Part.Words words, boolean apart) {
        for (Passage passage : words.passages()) {
            switch (passage.channel().kind()) {
                case CONTENT, REASONING, REFUSAL, ARGUMENTS -> {
                    if (!passage.text().isEmpty()) {
                        take(passage, apart);
                    }
                }
                case TOOL, OTHER, ASIDE -> {
                    // Has its place in the event.
                }
            }
        }
    }

    private void take(Passage passage, boolean apart) {
        Item.Piece known = pieces.get(passage.channel());
        if (!apart) {
            piece(passage.channel()).append(passage.text());
        } else if (known != null) {
            sheet.more(known, passage.text());
        } else {
            retold.text(passage.channel()).append(passage.text());
        }
    }

    /** The item that an event tells of; it has its number from here on, though nobody may have said that it began. */
    private Item item(int index, Json.Members event) {
        return items.computeIfAbsent(index, unseen -> sheet.next(Places.item(event)));
    }

    private Item.Piece piece(Channel channel) {
        return pieces.computeIfAbsent(channel, begun -> {
            Item item = item(Line.item(channel), Json.Members.NONE);
            return item.piece(line(channel, item), Line.part(channel), retold.text(channel));
        });
    }

    private static Line line(Channel channel, Item item) {
        return switch (channel.kind()) {
            case CONTENT, TOOL, OTHER, ASIDE -> Line.OUTPUT_TEXT;
            case REFUSAL -> Line.REFUSAL;
            case REASONING -> channel.tool() % 2 == 0 ? Line.SUMMARY : Line.THOUGHT;
            case ARGUMENTS -> item.type().equals(Line.INPUT.type()) ? Line.INPUT : Line.ARGUMENTS;
        };
    }

    private Json.Members numbered(Json.Members event) throws MalformedAnswer {
        Item item = event.has(Places.INDEX) ? items.get(Line.index(event, Places.INDEX)) : null;
        return item == null ? event : event.with(Places.INDEX, Envelope.number(item.index()));
    }

    /** Lets the events go that wait. */
    void flush() {
        for (Waiting done : waiting) {
            try {
                completed(done);
            } catch (MalformedAnswer impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        waiting.clear();
    }

    private void completed(Waiting done) throws MalformedAnswer {
        Json.Members event = done.event().document();
        Json.Members shown = retold.shown(done.words(), done.event());
        String type = event.text("type").orElse("");
        int index = Line.index(event, Places.INDEX);
        boolean unseen = !items.containsKey(index);
        if (Places.isOfItem(event)) {
            item(index, event);
        }
        Optional<Line> line = Line.ofEvent(type);
        Item.Piece piece = line.isPresent() ? pieces.get(line.get().channel(event)) : null;
        if (piece != null) {
            piece.done();
        }
        if (type.equals("response.output_item.done") && shown.get("item") instanceof Json.Members item) {
            item(index, event).done(item);
        } else if (unseen && shown.get("item") instanceof Json.Members item) {
            item(index, event).begun(item);
        }
        events.pass(numbered(shown));
    }

    /** Words that were held back. Answers whether they have a place here. */
    boolean tail(Passage passage) {
        Item.Piece piece = pieces.get(passage.channel());
        if (piece == null || piece.isDone()) {
            return false;
        }
        sheet.more(piece, passage.text());
        return true;
    }

    /** A call that was held back, whole. Answers whether it was made in this tongue. */
    boolean call(Part.Call call) {
        Json.Members head = held.get(call.channel());
        if (head == null) {
            return false;
        }
        flush();
        retold.call(call);
        Line line =
                Line.ofType(head.text("type").orElse("")).filter(Line::isCall).orElse(Line.ARGUMENTS);
        Json.Members begun = head.with("name", Envelope.word(call.name())).with(line.field(), Envelope.word(""));
        Item item = sheet.begin(begun.has("status") ? begun.with("status", Envelope.word("in_progress")) : begun);
        items.put(Line.item(call.channel()), item);
        Item.Piece piece = item.piece(line, 0, retold.text(call.channel()));
        pieces.put(call.channel(), piece);
        sheet.more(piece, call.arguments());
        sheet.end(item);
        return true;
    }

    /** The last event: every item as it was completed, and those that nobody has seen before. */
    private Json.Members last(Part.Words words, Heard event) {
        Json.Members shown = retold.shown(words, event);
        Json.Members response = envelope.own(shown.members("response"));
        List<Json> told = response.items("output");
        for (int index = 0; index < told.size(); index++) {
            if (told.get(index) instanceof Json.Members item && !item.map().isEmpty()) {
                items.computeIfAbsent(index, unseen -> sheet.next(item)).done(item);
            }
        }
        List<Json> output = new ArrayList<>();
        sheet.items().forEach(item -> output.add(item.whole()));
        return shown.with("response", response.with("output", new Json.Items(output)));
    }
}
