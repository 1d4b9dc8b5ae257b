package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Slot;
import io.jianhu.frame.SseEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads those events of a stream that are like one before them but for their words, as nearly all are, without parsing
 * them. That the words stand in one place and say nothing elsewhere is not taken for granted: when two events in a row are
 * alike, the second is read once more with other words in that place, and only they may have changed. Used by one thread,
 * once.
 */
public final class Mould {

    private static final String PROBE = "\uE000jianhu\uE000";

    /** How the event looked that was read last, if it had a place for words. */
    private @Nullable Slot guess;

    private @Nullable Cast known;

    private record Cast(String type, Slot slot, Heard heard) {}

    /** Reads an event in full, and remembers nothing of it. */
    @FunctionalInterface
    public interface Reader {
        Heard.Reading read(SseEvent event) throws MalformedAnswer;
    }

    /** What an event says, when it is known to be like one that was {@link #learn learnt}, but for its words. */
    public Optional<Heard> read(SseEvent event, Halves halves) {
        Cast cast = known;
        if (cast == null || !cast.type.equals(event.event())) {
            return Optional.empty();
        }
        Channel channel = cast.heard.passages().getFirst().channel();
        return cast.slot.in(event.data()).map(words -> cast.heard.saying(halves.joined(channel, words)));
    }

    /** Takes an event that was read in full and ended nothing. */
    public void learn(SseEvent event, Heard.Reading read, Reader reader) {
        Slot before = guess;
        guess = isBare(read)
                ? Slot.of(event.data(), read.heard().passages().getFirst().text())
                        .orElse(null)
                : null;
        if (guess != null && guess.equals(before) && isProved(guess, event, read.heard(), reader)) {
            known = new Cast(event.event(), guess, read.heard());
        }
    }

    /** Takes that events which look like those before say another thing from now on. */
    public void forget() {
        guess = null;
        known = null;
    }

    /** Whether an event says one thing and nothing beside it, and not what it would be probed with. */
    private static boolean isBare(Heard.Reading read) {
        List<Passage> passages = read.heard().passages();
        return !read.stray()
                && passages.size() == 1
                && !passages.getFirst().text().contains(PROBE)
                && isSpoken(passages.getFirst().channel().kind())
                && read.heard().facts().equals(Heard.Facts.NONE);
    }

    private static boolean isSpoken(Channel.Kind kind) {
        return switch (kind) {
            case CONTENT, REASONING, REFUSAL -> true;
            case TOOL, ARGUMENTS, OTHER, ASIDE -> false;
        };
    }

    private static boolean isProved(Slot slot, SseEvent event, Heard heard, Reader reader) {
        try {
            Heard.Reading other = reader.read(new SseEvent(event.event(), slot.with(PROBE), event.id()));
            Channel channel = heard.passages().getFirst().channel();
            return !other.stray()
                    && other.heard().facts().equals(Heard.Facts.NONE)
                    && other.heard().passages().equals(List.of(new Passage(channel, PROBE)));
        } catch (MalformedAnswer elsewhere) {
            return false;
        }
    }
}
