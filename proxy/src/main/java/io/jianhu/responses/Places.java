package io.jianhu.responses;

import io.jianhu.frame.Json;
import io.jianhu.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the items of a stream. Some servers give one number to several items, some give none to any; here every item has
 * a number of its own, in the order in which a stream tells of them. Used by one thread, once.
 */
final class Places {

    static final String INDEX = "output_index";
    static final String ADDED = "response.output_item.added";

    private static final String RESPONSE = "response";
    private static final String OUTPUT = "output";

    private final List<Known> all = new ArrayList<>();
    private boolean placed;
    private boolean unplaced;

    /** An item that a stream has told of. */
    private static final class Known {

        private final int number;
        /** The number that its server gives it. */
        private final int place;

        private final String type;
        private String id = "";
        /** Whether an event told of it, and not of its words alone. */
        private boolean told;

        private boolean begun;

        private Known(int number, int place, String type) {
            this.number = number;
            this.place = place;
            this.type = type;
        }

        private boolean isCalled(String name) {
            return !name.isEmpty() && name.equals(id);
        }
    }

    /** Whether an event is one of an item, or of a text in it. */
    static boolean isOfItem(Json.Members event) {
        return event.get("item") instanceof Json.Members
                || event.get("part") instanceof Json.Members
                || Line.ofEvent(event.text("type").orElse("")).isPresent();
    }

    /** The item that an event of one tells of, as far as the event says what it is. */
    static Json.Members item(Json.Members event) {
        return event.get("item") instanceof Json.Members item
                ? item
                : Json.Members.NONE.with(
                        "type", Envelope.word(line(event).map(Line::item).orElse("message")));
    }

    private static Optional<Line> line(Json.Members event) {
        return Line.ofEvent(event.text("type").orElse(""))
                .or(() -> Line.ofType(event.members("part").text("type").orElse(""))
                        .filter(line -> !line.isCall()));
    }

    /**
     * The event with the number of its item. An event of a text tells of nothing else, one of an item nothing of the
     * response, and the last one of the response alone; only that lists items.
     */
    Json.Members numbered(Json.Members whole) throws MalformedAnswer {
        String type = whole.text("type").orElse("");
        boolean last = StreamEar.LAST.contains(type);
        Json.Members event =
                last || Line.ofEvent(type).isPresent() ? whole.without("item").without("part") : whole;
        if (last) {
            return listing(event, told(event.members(RESPONSE).items(OUTPUT)));
        }
        if (!isOfItem(event)) {
            return besides(listing(event, List.of()));
        }
        boolean has = event.has(INDEX);
        Known named = has ? null : named(event);
        placed |= has;
        unplaced |= !has && named == null;
        if (placed && unplaced) {
            throw MalformedAnswer.garbage(); // some say of which item they are, and some do not
        }
        int place = named == null ? Line.index(event, INDEX) : named.place;
        Known known = event.get("item") instanceof Json.Members item
                ? type.equals(ADDED) ? begun(place, item) : known(place, item)
                : holder(place, event);
        return event.without(RESPONSE).with(INDEX, Envelope.number(known.number));
    }

    /** An event with other items in its response, if that has any. */
    private static Json.Members listing(Json.Members event, List<Json> items) {
        Json.Members response = event.members(RESPONSE);
        return response.items(OUTPUT).isEmpty()
                ? event
                : event.with(RESPONSE, response.with(OUTPUT, new Json.Items(items)));
    }

    /** An event of no item, which may still say in which place something is. */
    private Json.Members besides(Json.Members event) throws MalformedAnswer {
        int place = Line.index(event, INDEX);
        Known known = event.has(INDEX)
                ? last(all.stream().filter(one -> one.place == place).toList())
                : null;
        return known == null ? event : event.with(INDEX, Envelope.number(known.number));
    }

    private static @Nullable Known last(List<Known> some) {
        return some.isEmpty() ? null : some.getLast();
    }

    /** The item whose name an event bears. */
    private @Nullable Known named(Json.Members event) {
        String name = event.text("item_id").orElseGet(() -> id(event.members("item")));
        return last(all.stream().filter(known -> known.isCalled(name)).toList());
    }

    /** What an item is called; some servers have no other name for a call than that under which it is answered. */
    private static String id(Json.Members item) {
        return item.text("id").or(() -> item.text("call_id")).orElse("");
    }

    private List<Known> alike(int place, Json.Members item) {
        String type = item.text("type").orElse("");
        return all.stream()
                .filter(known -> known.place == place && known.type.equals(type))
                .toList();
    }

    /** The item that begins. One that begins twice is garbage: nobody knows which of its words are said again. */
    private Known begun(int place, Json.Members item) throws MalformedAnswer {
        String id = id(item);
        Known awaited = null;
        for (Known known : alike(place, item)) {
            if (!known.begun) {
                awaited = known;
            } else if (id.isEmpty() || known.isCalled(id)) {
                throw MalformedAnswer.garbage();
            }
        }
        Known known = awaited == null ? next(place, item) : awaited;
        known.begun = true;
        known.told = true;
        known.id = id;
        return known;
    }

    /** The item that is told of again, or for the first time. It goes by its latest name: some servers make up another. */
    private Known known(int place, Json.Members item) throws MalformedAnswer {
        List<Known> alike = alike(place, item);
        String id = id(item);
        Known known = last(alike.stream().filter(one -> one.isCalled(id)).toList());
        if (known == null) {
            known = alike.isEmpty() ? next(place, item) : alike.getLast();
        }
        known.told = true;
        known.id = id.isEmpty() ? known.id : id;
        return known;
    }

    /**
     * The item that holds the text of an event: the one that it names, else the last of the type that holds such texts;
     * where it names none, the last of another type that may. Some servers begin a thought as if it were an answer.
     */
    private Known holder(int place, Json.Members event) throws MalformedAnswer {
        boolean call = line(event).filter(Line::isCall).isPresent();
        Json.Members item = item(event);
        String type = item.text("type").orElse("");
        String id = event.text("item_id").orElse("");
        List<Known> may = all.stream()
                .filter(known -> known.place == place && call == Line.isCall(known.type))
                .toList();
        Known known = last(may.stream().filter(one -> one.isCalled(id)).toList());
        if (known == null) {
            known = last(may.stream().filter(one -> one.type.equals(type)).toList());
        }
        if (known == null && id.isEmpty()) {
            known = last(may.stream().filter(one -> one.told).toList());
        }
        if (known == null) {
            known = next(place, item);
            known.id = id;
        }
        return known;
    }

    private Known next(int place, Json.Members item) throws MalformedAnswer {
        if (all.size() >= Line.ITEMS) {
            throw MalformedAnswer.garbage();
        }
        Known next = new Known(all.size(), place, item.text("type").orElse(""));
        all.add(next);
        return next;
    }

    /** The items of the last response, each where its number says, and nothing where it tells of none. */
    private List<Json> told(List<Json> output) throws MalformedAnswer {
        List<Json.Members> items = new ArrayList<>();
        for (Json item : output) {
            items.add(ResponseWalk.members(item));
        }
        List<Known> left = new ArrayList<>(all);
        Map<Integer, Known> whose = new HashMap<>();
        for (boolean named : new boolean[] {true, false}) {
            for (boolean inPlace : new boolean[] {true, false}) {
                for (int index = 0; index < items.size(); index++) {
                    int place = inPlace ? index : -1;
                    Json.Members item = items.get(index);
                    whose.computeIfAbsent(index, open -> taken(left, item, named, place));
                }
            }
        }
        for (int index = 0; index < items.size(); index++) {
            if (!whose.containsKey(index)) {
                whose.put(index, next(index, items.get(index)));
            }
        }
        List<Json> told = new ArrayList<>(Collections.nCopies(all.size(), Json.Members.NONE));
        whose.forEach((index, known) -> told.set(known.number, items.get(index)));
        return told;
    }

    /** The first item that is like another, in a place if there is one; it is not left any more. */
    private static @Nullable Known taken(List<Known> left, Json.Members item, boolean named, int place) {
        String type = item.text("type").orElse("");
        String id = id(item);
        for (Known known : left) {
            boolean like =
                    known.type.equals(type) && (!named || known.isCalled(id)) && (place < 0 || known.place == place);
            if (like) {
                left.remove(known);
                return known;
            }
        }
        return null;
    }
}
