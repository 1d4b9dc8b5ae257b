package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole answer in no tongue: what its parts said, choice by choice. For a voice that cannot write what an ear read. */
public final class Gathered {

    private final SortedMap<Integer, Choice> choices = new TreeMap<>();
    private final Map<Channel, String> ids = new HashMap<>();
    private Usage usage = Usage.NONE;

    /** One choice. */
    public static final class Choice {

        private final Map<Kind, StringBuilder> texts = new LinkedHashMap<>();
        private final Map<Channel, Call> calls = new LinkedHashMap<>();
        private Optional<Stop> stop = Optional.empty();

        /** All words of a kind, without the seams between its channels; possibly empty. */
        public String text(Kind kind) {
            return texts.getOrDefault(kind, new StringBuilder()).toString();
        }

        /** Its tool calls, in the order in which they began. */
        public List<Call> calls() {
            return List.copyOf(calls.values());
        }

        /** Why it ended; {@link Stop#END} when nobody said. */
        public Stop stop() {
            return stop.orElse(calls.isEmpty() ? Stop.END : Stop.TOOLS);
        }
    }

    /** One tool call. */
    public static final class Call {

        private final StringBuilder arguments = new StringBuilder();
        private final String id;
        private String name = "";

        Call(String id) {
            this.id = id;
        }

        public String name() {
            return name;
        }

        /** As the model made it up; possibly empty. */
        public String id() {
            return id;
        }

        /** JSON, as the model wrote it. */
        public String arguments() {
            return arguments.toString();
        }
    }

    /** Takes note of what a part bears beside its words, shown or not. */
    public void hears(Part.Words words) {
        Carrier carrier = Carrier.of(words.carrier());
        carrier.usage().ifPresent(told -> usage = usage.and(told));
        for (Passage passage : words.passages()) {
            if (passage.channel().kind() == Kind.TOOL) {
                Channel arguments = passage.channel().arguments();
                carrier.call(arguments).ifPresent(id -> ids.putIfAbsent(arguments, id));
            }
        }
    }

    /** Takes a part; those without words tell nothing. */
    public void take(Part part) {
        switch (part) {
            case Part.Words words -> words(words);
            case Part.Tail tail -> add(tail.passage());
            case Part.Call call -> call(call);
            case Part.Said said -> said(said);
            case Part.First first -> {}
            case Part.Last last -> {}
        }
    }

    private void words(Part.Words words) {
        Carrier carrier = Carrier.of(words.carrier());
        for (Passage passage : words.passages()) {
            Kind kind = passage.channel().kind();
            Channel arguments = passage.channel().arguments();
            boolean call = kind == Kind.TOOL || kind == Kind.ARGUMENTS;
            if (!call || words.calls().map(calls -> calls.contains(arguments)).orElse(true)) {
                add(passage);
            }
        }
        words.ends()
                .forEach(choice -> choice(choice).stop =
                        Optional.ofNullable(carrier.stops().get(choice)));
    }

    private void add(Passage passage) {
        Channel channel = passage.channel();
        switch (channel.kind()) {
            case CONTENT, REASONING, REFUSAL ->
                choice(channel.choice())
                        .texts
                        .computeIfAbsent(channel.kind(), none -> new StringBuilder())
                        .append(passage.text());
            case ARGUMENTS -> called(channel).arguments.append(passage.text());
            case TOOL -> {
                Call call = called(channel.arguments());
                call.name = call.name.isEmpty() ? passage.text() : call.name;
            }
            case OTHER, ASIDE -> {
                // What one tongue says beside its words has no place in another.
            }
        }
    }

    private void call(Part.Call whole) {
        Call call = called(whole.channel());
        call.name = whole.name();
        call.arguments.setLength(0);
        call.arguments.append(whole.arguments());
    }

    private void said(Part.Said said) {
        if (choices.isEmpty()) {
            choice(0);
        }
        for (Choice choice : choices.values()) {
            choice.calls.clear();
            choice.texts
                    .computeIfAbsent(Kind.CONTENT, none -> new StringBuilder())
                    .append(said.text());
            choice.stop = Optional.of(Stop.of(said.finish()));
        }
    }

    /** The first choice, for a tongue that has no others. */
    public Choice first() {
        return choice(0);
    }

    private Call called(Channel arguments) {
        return choice(arguments.choice())
                .calls
                .computeIfAbsent(arguments, none -> new Call(ids.getOrDefault(arguments, "")));
    }

    private Choice choice(int index) {
        return choices.computeIfAbsent(index, none -> new Choice());
    }

    /** By index, of those that were said and those that were asked for. */
    public SortedMap<Integer, Choice> choices(int asked) {
        for (int index = 0; index < asked; index++) {
            choice(index);
        }
        return choices;
    }

    public Usage usage() {
        return usage;
    }
}
