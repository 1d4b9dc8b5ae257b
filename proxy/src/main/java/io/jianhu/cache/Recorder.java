package io.jianhu.cache;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Ear;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Stop;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An ear that remembers what it hears, as long as that may be given again: words of one choice that came to their own end,
 * without a tool call. Used by one thread at a time, once.
 */
public final class Recorder implements Ear {

    private final Ear ear;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<Integer> ended = new HashSet<>();
    private boolean spoken;
    private boolean complete;
    private boolean unfit;

    /** @param most the most bytes that are remembered; of a longer answer nothing is */
    public Recorder(Ear ear, int most) {
        this.ear = ear;
        this.most = most;
    }

    @Override
    public List<Part> read(byte[] more) throws MalformedAnswer {
        if (!complete && !unfit) {
            if (bytes.size() + more.length > most) {
                giveUp();
            } else {
                bytes.writeBytes(more);
            }
        }
        return weighed(ear.read(more));
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        return weighed(ear.end());
    }

    @Override
    public String model() {
        return ear.model();
    }

    @Override
    public String fingerprint() {
        return ear.fingerprint();
    }

    /** The whole answer; empty when it must not be given again. */
    public Optional<byte[]> whole() {
        return complete && spoken && !unfit && ended.equals(Set.of(0))
                ? Optional.of(bytes.toByteArray())
                : Optional.empty();
    }

    private List<Part> weighed(List<Part> parts) {
        for (Part part : parts) {
            switch (part) {
                case Part.Words words -> weigh(words);
                case Part.Last last -> complete = true;
                case Part.Call call -> giveUp();
                case Part.Tail tail -> giveUp();
                case Part.Said said -> giveUp();
                case Part.First first -> giveUp();
            }
        }
        return parts;
    }

    private void weigh(Part.Words words) {
        ended.addAll(words.ends());
        boolean called = words.stray()
                || words.passages().stream()
                        .anyMatch(passage -> switch (passage.channel().kind()) {
                            case TOOL, ARGUMENTS -> true;
                            case CONTENT, REASONING, REFUSAL, OTHER, ASIDE -> false;
                        });
        boolean cut = Carrier.of(words.carrier()).stops().values().stream().anyMatch(stop -> stop != Stop.END);
        spoken |= words.passages().stream()
                .anyMatch(passage -> passage.channel().kind() == Channel.Kind.CONTENT
                        && !passage.text().isBlank());
        if (called || cut) {
            giveUp();
        }
    }

    private void giveUp() {
        unfit = true;
        bytes.reset();
    }
}
