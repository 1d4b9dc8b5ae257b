package io.jianhu.responses;

import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item of a streamed response as its client knows it. Used by one thread. */
final class Item {

    /** A text of an item: a part of it, or what a call is made with. */
    static final class Piece {

        private final Item item;
        private final Line line;
        private final int part;
        private final StringBuilder text;
        private final List<Json> annotations = new ArrayList<>();
        private boolean done;

        private Piece(Item item, Line line, int part, StringBuilder text) {
            this.item = item;
            this.line = line;
            this.part = part;
            this.text = text;
        }

        Item item() {
            return item;
        }

        Line line() {
            return line;
        }

        /** Whether nothing may be added any more. */
        boolean isDone() {
            return done;
        }

        void done() {
            done = true;
        }

        void append(String more) {
            text.append(more);
        }

        void annotate(Json annotation) {
            annotations.add(annotation);
        }

        /** As an event names it: which item, and which part of it. */
        Map<String, Json> place(String type) {
            Map<String, Json> place = new LinkedHashMap<>();
            place.put("type", Envelope.word(type));
            place.put("item_id", Envelope.word(item.id()));
            place.put("output_index", Envelope.number(item.index));
            if (!line.index().isEmpty()) {
                place.put(line.index(), Envelope.number(part));
            }
            return place;
        }

        Json text() {
            return new Json.Text(text.toString());
        }

        /** The part with what was written of it. */
        Json.Members whole() {
            Map<String, Json> whole = new LinkedHashMap<>();
            whole.put("type", Envelope.word(line.type()));
            if (line == Line.OUTPUT_TEXT) {
                whole.put("annotations", new Json.Items(List.copyOf(annotations)));
                whole.put("logprobs", new Json.Items(List.of()));
            }
            whole.put(line.field(), text());
            return new Json.Members(whole);
        }
    }

    private final int index;
    private final List<Piece> pieces = new ArrayList<>();
    private Json.Members head;
    private Json.@Nullable Members shown;

    /**
     * @param index in the client's list of items
     * @param head the item as it began
     */
    Item(int index, Json.Members head) {
        this.index = index;
        this.head = head;
    }

    int index() {
        return index;
    }

    String id() {
        return head.text("id").orElse("");
    }

    String type() {
        return head.text("type").orElse("");
    }

    boolean isCall() {
        return Line.isCall(type());
    }

    Json.Members head() {
        return head;
    }

    void begun(Json.Members as) {
        head = as;
    }

    Piece piece(Line line, int part, StringBuilder text) {
        Piece piece = new Piece(this, line, part, text);
        pieces.add(piece);
        return piece;
    }

    List<Piece> pieces() {
        return pieces;
    }

    boolean isDone() {
        return shown != null;
    }

    /** Nothing changes any more. */
    void done(Json.Members as) {
        shown = as;
        pieces.forEach(Piece::done);
    }

    /** As it was completed; else with what was written of it so far. */
    Json.Members whole() {
        if (shown != null) {
            return shown;
        }
        Json.Members whole = head.has("status") ? head.with("status", Envelope.word("completed")) : head;
        for (Piece piece : pieces) {
            if (piece.line.isCall()) {
                whole = whole.with(piece.line.field(), piece.text());
            }
        }
        List<Json> summary = parts(Line.SUMMARY.index());
        List<Json> content = parts(Line.OUTPUT_TEXT.index());
        whole = summary.isEmpty() ? whole : whole.with("summary", new Json.Items(summary));
        return content.isEmpty() ? whole : whole.with("content", new Json.Items(content));
    }

    /** The parts under an index, each in its place; one that nobody wrote is empty. */
    private List<Json> parts(String index) {
        List<Piece> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.line.index().equals(index)) {
                while (parts.size() <= piece.part) {
                    parts.add(new Piece(this, piece.line, parts.size(), new StringBuilder()));
                }
                if (parts.get(piece.part).text.isEmpty()) {
                    parts.set(piece.part, piece);
                }
            }
        }
        return parts.stream().<Json>map(Piece::whole).toList();
    }
}
