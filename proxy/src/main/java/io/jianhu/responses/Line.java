package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.wire.Count;
import io.jianhu.wire.MalformedAnswer;
import java.util.Optional;

/** The texts that go on from event to event, each on a channel of its own. */
enum Line {
    OUTPUT_TEXT("output_text", "output_text", "text", "content_index"),
    REFUSAL("refusal", "refusal", "refusal", "content_index"),
    SUMMARY("reasoning_summary_text", "summary_text", "text", "summary_index"),
    THOUGHT("reasoning_text", "reasoning_text", "text", "content_index"),
    ARGUMENTS("function_call_arguments", "function_call", "arguments", ""),
    INPUT("custom_tool_call_input", "custom_tool_call", "input", "");

    /** How many items an answer may have, and how many parts an item. */
    static final int ITEMS = 4096;

    private static final int PARTS = 128;

    /** Where the numbers of calls begin; a chat completion has a meaning of its own for one of the smaller ones. */
    private static final int CALLS = 4096;

    private final String delta;
    private final String done;
    private final String type;
    private final String field;
    private final String index;

    Line(String events, String type, String field, String index) {
        delta = "response." + events + ".delta";
        done = "response." + events + ".done";
        this.type = type;
        this.field = field;
        this.index = index;
    }

    /** That of an event; empty when the event goes on with none. */
    static Optional<Line> ofEvent(String type) {
        for (Line line : values()) {
            if (type.equals(line.delta()) || type.equals(line.done())) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** That of a part, or of an item that is a call. */
    static Optional<Line> ofType(String type) {
        for (Line line : values()) {
            if (type.equals(line.type)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    String delta() {
        return delta;
    }

    String done() {
        return done;
    }

    /** Of the part that holds the text, or of the item that is the call. */
    String type() {
        return type;
    }

    /** The key under which the whole text stands. */
    String field() {
        return field;
    }

    /** The key of the part's index; empty for calls. */
    String index() {
        return index;
    }

    boolean isCall() {
        return this == ARGUMENTS || this == INPUT;
    }

    /** Whether an item of a type is a call. */
    static boolean isCall(String type) {
        return ofType(type).filter(Line::isCall).isPresent();
    }

    /** The type of the items that hold such texts. */
    String item() {
        return switch (this) {
            case OUTPUT_TEXT, REFUSAL -> "message";
            case SUMMARY, THOUGHT -> "reasoning";
            case ARGUMENTS, INPUT -> type;
        };
    }

    /** The channel of an event's text. */
    Channel channel(Json.Members event) throws MalformedAnswer {
        return channel(index(event, Places.INDEX), index.isEmpty() ? 0 : index(event, index));
    }

    /** @throws MalformedAnswer when there are more items or parts than an answer may have */
    Channel channel(int item, int part) throws MalformedAnswer {
        if (item >= ITEMS || part >= PARTS) {
            throw MalformedAnswer.garbage();
        }
        int at = item * PARTS + part;
        return switch (this) {
            case OUTPUT_TEXT -> new Channel(0, Kind.CONTENT, at);
            case REFUSAL -> new Channel(0, Kind.REFUSAL, at);
            case SUMMARY -> new Channel(0, Kind.REASONING, 2 * at);
            case THOUGHT -> new Channel(0, Kind.REASONING, 2 * at + 1);
            case ARGUMENTS, INPUT -> new Channel(0, Kind.ARGUMENTS, CALLS + item);
        };
    }

    /** The item that the words on a channel of this dialect belong to, as the model counts. */
    static int item(Channel channel) {
        return switch (channel.kind()) {
            case ARGUMENTS, TOOL -> channel.tool() - CALLS;
            case REASONING -> channel.tool() / 2 / PARTS;
            case CONTENT, REFUSAL, OTHER, ASIDE -> channel.tool() / PARTS;
        };
    }

    /** The part of the item; 0 for calls. */
    static int part(Channel channel) {
        return switch (channel.kind()) {
            case ARGUMENTS, TOOL -> 0;
            case REASONING -> channel.tool() / 2 % PARTS;
            case CONTENT, REFUSAL, OTHER, ASIDE -> channel.tool() % PARTS;
        };
    }

    /** Whether the words on a channel are in the content of an item, where each part is of one type. */
    static boolean isContent(Channel channel) {
        return switch (channel.kind()) {
            case CONTENT, REFUSAL -> true;
            case REASONING -> channel.tool() % 2 == 1;
            case ARGUMENTS, TOOL, OTHER, ASIDE -> false;
        };
    }

    /** A count of an event; 0 when it has none. */
    static int index(Json.Members event, String key) throws MalformedAnswer {
        if (!event.has(key)) {
            return 0;
        }
        return (int) Count.of(event.get(key), 4).orElseThrow(MalformedAnswer::garbage);
    }
}
