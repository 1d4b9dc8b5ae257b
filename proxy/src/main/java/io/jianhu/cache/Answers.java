package io.jianhu.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers of all robots by what was asked, up to a weight, each for its own time; and the questions that are being asked
 * now, so that who asks the same at once waits for one answer. Lives in memory alone. Safe for use by many threads.
 */
public final class Answers {

    private final long bytes;
    private final Cache<String, Kept> kept;
    private final Map<String, CompletableFuture<Optional<Kept>>> asking = new ConcurrentHashMap<>();

    /** What is known of an answer when it is asked for. */
    public sealed interface Finding {

        /** It is kept. */
        record Known(Kept answer) implements Finding {}

        /** Nobody asks for it now but the caller, who has to {@link Answers#close} what it opens by asking. */
        record First(CompletableFuture<Optional<Kept>> asking) implements Finding {}

        /**
         * Somebody else asks for it.
         *
         * @param asking done when they have it; empty when it must not be kept, or there is none
         */
        record Behind(CompletableFuture<Optional<Kept>> asking) implements Finding {}
    }

    /**
     * @param bytes the greatest weight of what is kept, in bytes; 0 to keep nothing
     * @param ticker by which answers grow old
     */
    public Answers(long bytes, Ticker ticker) {
        this.bytes = bytes;
        kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String key, Kept answer) -> answer.weight())
                .expireAfter(Expiry.<String, Kept>writing((key, answer) -> answer.life()))
                .ticker(ticker)
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** Whether anything is kept at all. */
    public boolean isOpen() {
        return bytes > 0;
    }

    /** Looks for an answer, and takes the lead in asking for it when there is none and nobody asks. */
    public Finding find(String key) {
        Kept known = kept.getIfPresent(key);
        if (known != null) {
            return new Finding.Known(known);
        }
        CompletableFuture<Optional<Kept>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Kept>> theirs = asking.putIfAbsent(key, mine);
        return theirs == null ? new Finding.First(mine) : new Finding.Behind(theirs);
    }

    /** Keeps an answer. */
    public void keep(String key, Kept answer) {
        kept.put(key, answer);
    }

    /** Tells those behind the first what came of it. */
    public void close(String key, Finding.First first, Optional<Kept> answer) {
        answer.ifPresent(good -> keep(key, good));
        asking.remove(key, first.asking());
        first.asking().complete(answer);
    }

    /** Forgets every answer: after a robot was stopped, nobody knows which of them were right. */
    public void forget() {
        kept.invalidateAll();
    }

    public CacheStats stats() {
        return kept.stats();
    }

    /** The bytes that are kept, as they are weighed. */
    public long weight() {
        kept.cleanUp();
        return kept.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /** How many answers are kept. */
    public long size() {
        kept.cleanUp();
        return kept.estimatedSize();
    }
}
