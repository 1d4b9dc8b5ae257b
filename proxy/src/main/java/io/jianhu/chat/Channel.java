package io.jianhu.chat;

/**
 * One stream of words within an answer. Text of different channels is never joined.
 *
 * @param choice the index of the choice, 0 or more
 * @param tool the index of the tool call for {@link Kind#ARGUMENTS} and {@link Kind#TOOL}; otherwise which of several
 *     texts of that kind, 0 for the usual one
 */
public record Channel(int choice, Kind kind, int tool) {

    /** What the words are for. */
    public enum Kind {
        CONTENT,
        REASONING,
        REFUSAL,
        /** A tool call's arguments: JSON text. */
        ARGUMENTS,
        /** A tool call's name, as far as a piece of the call bears one. */
        TOOL,
        /** A text that goes on from part to part and that the dialect does not know; which one, the index tells. */
        OTHER,
        /** What stands beside the words, such as a title or an address: each passage is whole by itself. */
        ASIDE
    }

    /** The arguments of the tool call whose name stands on this channel. */
    public Channel arguments() {
        return new Channel(choice, Kind.ARGUMENTS, tool);
    }

    public static Channel content(int choice) {
        return new Channel(choice, Kind.CONTENT, 0);
    }
}
