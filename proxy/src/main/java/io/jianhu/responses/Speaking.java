package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Stop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in items what a model said in another tongue, of its first choice. Used by one thread, once. */
final class Speaking {

    private final Sheet sheet;
    private final Map<Channel, Item.Piece> calls = new HashMap<>();
    private final Map<Channel, String> ids = new HashMap<>();
    private Item.@Nullable Piece current;
    private Optional<Stop> stop = Optional.empty();

    Speaking(Sheet sheet) {
        this.sheet = sheet;
    }

    void hears(Part.Words words) {
        Carrier carrier = Carrier.of(words.carrier());
        for (Passage passage : words.passages()) {
            if (passage.channel().kind() == Kind.TOOL) {
                Channel arguments = passage.channel().arguments();
                carrier.call(arguments).ifPresent(id -> ids.putIfAbsent(arguments, id));
            }
        }
    }

    void words(Part.Words words) {
        sheet.begun();
        for (Passage passage : words.passages()) {
            Channel channel = passage.channel();
            Channel arguments = channel.arguments();
            boolean shown = channel.choice() == 0
                    && !passage.text().isEmpty()
                    && words.calls().map(known -> known.contains(arguments)).orElse(true);
            switch (channel.kind()) {
                case CONTENT, REASONING, REFUSAL -> {
                    if (channel.choice() == 0 && !passage.text().isEmpty()) {
                        sheet.more(piece(channel.kind()), passage.text());
                    }
                }
                case TOOL -> {
                    if (shown && !calls.containsKey(arguments)) {
                        begin(arguments, passage.text());
                    }
                }
                case ARGUMENTS -> {
                    if (shown && calls.containsKey(channel)) {
                        sheet.more(calls.get(channel), passage.text());
                    }
                }
                case OTHER, ASIDE -> {
                    // What one tongue says beside its words has no place in another.
                }
            }
        }
        if (words.ends().contains(0)) {
            stop = Optional.ofNullable(Carrier.of(words.carrier()).stops().get(0));
        }
    }

    /** The text of a kind that is being written; what was written before is complete. */
    private Item.Piece piece(Kind kind) {
        Line line = line(kind);
        Item.Piece open = current;
        if (open != null && open.line() == line && !open.isDone()) {
            return open;
        }
        boolean same = open != null && line != Line.THOUGHT && open.line() != Line.THOUGHT && !open.isDone();
        if (open != null && same) {
            sheet.end(open);
            open = sheet.begin(open.item(), line);
        } else {
            closed();
            Item item = line == Line.THOUGHT ? sheet.beginReasoning() : sheet.beginMessage();
            open = sheet.begin(item, line);
        }
        current = open;
        return open;
    }

    private void closed() {
        if (current != null) {
            sheet.end(current.item());
            current = null;
        }
    }

    private Item.Piece begin(Channel arguments, String name) {
        closed();
        Item item = sheet.beginCall(name, ids.getOrDefault(arguments, ""));
        Item.Piece piece = sheet.begin(item, Line.ARGUMENTS);
        calls.put(arguments, piece);
        return piece;
    }

    /** A call that was held back. */
    void call(Part.Call call) {
        Item.Piece piece = begin(call.channel(), call.name());
        sheet.more(piece, call.arguments());
        sheet.end(piece.item());
    }

    /** Words that were held back. Answers whether they have a place here. */
    boolean tail(Passage passage) {
        Channel channel = passage.channel();
        if (channel.choice() != 0) {
            return true;
        }
        Item.Piece piece = channel.kind() == Kind.ARGUMENTS ? calls.get(channel) : current;
        boolean fits = piece != null && !piece.isDone() && piece.line() == line(channel.kind());
        if (piece != null && fits) {
            sheet.more(piece, passage.text());
        }
        return fits;
    }

    private static Line line(Kind kind) {
        return switch (kind) {
            case REASONING -> Line.THOUGHT;
            case REFUSAL -> Line.REFUSAL;
            case ARGUMENTS -> Line.ARGUMENTS;
            case CONTENT, TOOL, OTHER, ASIDE -> Line.OUTPUT_TEXT;
        };
    }

    Stop stop() {
        return stop.orElse(Stop.END);
    }
}
