package io.jianhu.mask;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Remembers where something must be hidden in texts seen before. Knows the texts only by a keyed hash. */
final class Places {

    private static final int ENTRY_BYTES = 160;
    private static final int PLACE_BYTES = 56;

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

    private record Fingerprint(long first, long second, long third, long fourth) {}

    List<Place> of(String text, Keyed hash) {
        ByteBuffer code = ByteBuffer.wrap(hash.of(text));
        Fingerprint fingerprint = new Fingerprint(code.getLong(), code.getLong(), code.getLong(), code.getLong());
        return cache.get(fingerprint, unseen -> List.copyOf(inspection.apply(text)));
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
