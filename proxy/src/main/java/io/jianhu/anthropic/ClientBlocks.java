package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The blocks of a stream as its client sees them. They have the model's numbers until one is left out or put in between;
 * from then on, those that follow move. Used by one thread, once.
 */
final class ClientBlocks {

    private static final int OMITTED = -1;

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Channel, Integer> channels = new HashMap<>();
    private final Map<Integer, String> types = new HashMap<>();
    private final SortedSet<Integer> open = new TreeSet<>();
    private final SortedSet<Integer> inserted = new TreeSet<>();
    private int shift;
    private int next;

    /** A message begins, with so many blocks. */
    void begin(int blocks) {
        numbers.clear();
        channels.clear();
        open.clear();
        inserted.clear();
        shift = 0;
        next = blocks;
    }

    /** The model opens a block. Returns its number at the client. */
    int open(int model, String type) {
        int number = model + shift;
        numbers.put(model, number);
        opened(number, type);
        return number;
    }

    /** The gateway opens a block. Returns its number. */
    int insert(String type) {
        int number = next;
        shift++;
        opened(number, type);
        inserted.add(number);
        return number;
    }

    private void opened(int number, String type) {
        next = Math.max(next, number + 1);
        open.add(number);
        types.put(number, type);
        channels.values().removeIf(other -> other == number);
    }

    /** The model opens a block that the client does not see. */
    void omit(int model) {
        numbers.put(model, OMITTED);
        shift--;
    }

    /** The words on a channel are those of an open block. */
    void speaks(Channel channel, int number) {
        if (open.contains(number)) {
            channels.put(place(channel), number);
        }
    }

    /** The open block with the words of a channel. */
    Optional<Integer> on(Channel channel) {
        return Optional.ofNullable(channels.get(place(channel)));
    }

    private static Channel place(Channel channel) {
        return channel.kind() == Kind.TOOL ? channel.arguments() : channel;
    }

    /** The client's number of the model's block; empty when the client does not see it. */
    Optional<Integer> number(int model) {
        int number = numbers.getOrDefault(model, model + shift);
        return number == OMITTED ? Optional.empty() : Optional.of(number);
    }

    String type(int number) {
        return types.getOrDefault(number, "");
    }

    void close(int number) {
        open.remove(number);
        inserted.remove(number);
        channels.values().removeIf(other -> other == number);
    }

    /** Those of the blocks that are not closed which the gateway opened, so that no model will close them. */
    SortedSet<Integer> inserted() {
        return new TreeSet<>(inserted);
    }

    /** The numbers of the blocks that are not closed. */
    SortedSet<Integer> open() {
        return new TreeSet<>(open);
    }
}
