package io.jianhu.mask;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.jianhu.chat.Fingerprint;
import io.jianhu.chat.Fingerprints;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Remembers where something must be hidden in texts seen before. Knows the texts only by their fingerprints. */
final class Places {

    private static final int ENTRY_BYTES = 160;
    private static final int PLACE_BYTES = 56;

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<Fingerprint, List<Place>> cache;
    private final Function<String, List<Place>> inspection;

    Places(long bytes, Function<String, List<Place>> inspection) {
        this.inspection = inspection;
        cache = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Fingerprint text, List<Place> places) -> ENTRY_BYTES + PLACE_BYTES * places.size())
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** @param digest of the text */
    List<Place> of(String text, byte[] digest) {
        return cache.get(fingerprints.of(digest), unseen -> List.copyOf(inspection.apply(text)));
    }

    CacheFigures figures() {
        cache.cleanUp();
        var stats = cache.stats();
        long weight = cache.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElse(OptionalLong.empty())
                .orElse(0);
        return new CacheFigures(stats.hitCount(), stats.missCount(), stats.evictionCount(), weight);
    }
}
