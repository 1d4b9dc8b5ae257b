package io.jianhu.text;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what has been read in one or more spellings, each to its own listener; for every code point in their order. */
final class Voices implements Normaliser.Sink {

    private final Normaliser.@Nullable Sink plain;
    private final @Nullable Parts split;
    private final @Nullable Sounds pinyin;

    Voices(Map<Spelling, ? extends Normaliser.Sink> sinks) {
        plain = sinks.get(Spelling.PLAIN);
        Normaliser.@Nullable Sink parts = sinks.get(Spelling.SPLIT);
        split = parts == null ? null : new Parts(parts);
        Normaliser.@Nullable Sink sounds = sinks.get(Spelling.PINYIN);
        pinyin = sounds == null ? null : new Sounds(sounds);
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (plain != null) {
            plain.accept(codePoint, start, end);
        }
        if (split != null) {
            split.accept(codePoint, start, end);
        }
        if (pinyin != null) {
            pinyin.accept(codePoint, start, end);
        }
    }

    /** The text ends. */
    void end() {
        if (pinyin != null) {
            pinyin.end();
        }
    }

    /** Where the earliest code point begins that a spelling holds back, or {@link Stage#NOTHING_HELD}. */
    int waiting(Spelling spelling) {
        return switch (spelling) {
            case PLAIN, SPLIT -> Stage.NOTHING_HELD;
            case PINYIN -> pinyin == null ? Stage.NOTHING_HELD : pinyin.waiting();
        };
    }

    void addTo(Set<Fold> folds) {
        if (split != null && split.acted()) {
            folds.add(Fold.SPLIT);
        }
        if (pinyin != null && pinyin.acted()) {
            folds.add(Fold.PINYIN);
        }
    }
}
