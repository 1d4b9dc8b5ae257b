package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tool calls of one answer on its way, as far as they have been read. A call leaves as it comes when its first piece
 * bears a name that may stream; any other is held back until its choice ends, and is then released whole. A second name
 * that differs from the first stops the answer, since clients join or replace names. Used by one thread, once.
 */
final class ToolCalls {

    private final ToolGate gate;
    private final Map<Channel, Call> calls = new LinkedHashMap<>();
    private Ruling ruling = Ruling.ALLOW;
    private String stopped = "";
    private int part;
    private int mostHeld;

    ToolCalls(ToolGate gate) {
        this.gate = gate;
    }

    /** The next part begins. */
    void next() {
        part++;
    }

    /** Takes a piece's name, possibly empty. Returns what may be shown of it now. */
    String name(Channel channel, String name) {
        boolean begins = !calls.containsKey(channel.arguments());
        Call call = call(channel.arguments());
        if (name.isEmpty() || name.equals(call.name)) {
            return "";
        }
        if (!call.name.isEmpty()) {
            stop(ToolGate.stray(), name);
            return "";
        }
        call.name = name;
        stop(gate.named(name), name);
        call.streams = begins && gate.streams(name);
        return call.streams ? name : "";
    }

    /** Takes what of a call's arguments is settled. Returns what may be shown of it now. */
    String arguments(Channel channel, String settled) {
        Call call = call(channel);
        if (call.streams) {
            return settled;
        }
        call.held.append(settled);
        mostHeld = Math.max(mostHeld, call.held.length());
        return "";
    }

    /** Takes what may be a call in an unknown form. */
    void stray() {
        stop(ToolGate.stray(), "");
    }

    /** Weighs the calls of a choice whose arguments are whole. None of them leaves when one must not. */
    void weigh(int choice) {
        for (Call call : waiting(choice)) {
            stop(gate.whole(call.name, call.held.toString()), call.name);
        }
    }

    /**
     * Releases the calls of a choice: in their place when all of a call stands in the part that is read, else as parts of
     * their own.
     *
     * @param read the passages of that part
     * @param shown what is shown of them, which is changed
     */
    List<Part> release(int choice, List<Passage> read, List<Passage> shown) {
        List<Part> out = new ArrayList<>();
        for (Call call : waiting(choice)) {
            call.streams = true;
            call.omitted = call.first < part;
            if (call.omitted) {
                out.add(new Part.Call(call.channel, call.name, call.held.toString()));
            } else {
                place(call, read, shown);
            }
        }
        return out;
    }

    private static void place(Call call, List<Passage> read, List<Passage> shown) {
        boolean named = false;
        boolean filled = false;
        for (int at = 0; at < read.size(); at++) {
            Passage passage = read.get(at);
            if (passage.channel().equals(call.channel)) {
                shown.set(at, new Passage(call.channel, filled ? "" : call.held.toString()));
                filled = true;
            } else if (passage.channel().kind() == Channel.Kind.TOOL
                    && passage.channel().arguments().equals(call.channel)
                    && passage.text().equals(call.name)) {
                shown.set(at, new Passage(passage.channel(), named ? "" : call.name));
                named = true;
            }
        }
    }

    private List<Call> waiting(int choice) {
        return calls.values().stream()
                .filter(call -> call.channel.choice() == choice && !call.streams)
                .toList();
    }

    /** The channels whose calls may be shown in the part that is read. */
    Set<Channel> shown() {
        return calls.values().stream()
                .filter(call -> call.streams && !call.omitted)
                .map(call -> call.channel)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean stopped() {
        return !ruling.isEmpty();
    }

    /** What stopped the answer; {@link Ruling#ALLOW} when nothing did. */
    Ruling ruling() {
        return ruling;
    }

    /** The name of the call that stopped the answer, as the model wrote it; possibly empty. */
    Optional<String> stopper() {
        return stopped() ? Optional.of(stopped) : Optional.empty();
    }

    int mostHeld() {
        return mostHeld;
    }

    private void stop(Ruling because, String name) {
        if (ruling.isEmpty() && !because.isEmpty()) {
            ruling = because;
            stopped = name;
        }
    }

    private Call call(Channel channel) {
        return calls.computeIfAbsent(channel, begun -> new Call(begun, part));
    }

    private static final class Call {
        private final Channel channel;
        private final int first;
        private final StringBuilder held = new StringBuilder();
        private String name = "";
        private boolean streams;
        private boolean omitted;

        Call(Channel channel, int first) {
            this.channel = channel;
            this.first = first;
        }
    }
}
