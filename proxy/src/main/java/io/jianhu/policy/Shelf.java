package io.jianhu.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Things by what they are made from. What was made before is taken over when it is asked for; what is not asked for goes
 * with the shelf before, so that no more is kept than was needed last. Safe for use by many threads.
 */
final class Shelf<K, V> {
    private final Map<K, V> before;
    private final Map<K, V> now = new ConcurrentHashMap<>();

    private Shelf(Map<K, V> before) {
        this.before = before;
    }

    static <K, V> Shelf<K, V> empty() {
        return new Shelf<>(Map.of());
    }

    /** A shelf that takes over from this one, which is asked for nothing more. */
    Shelf<K, V> next() {
        return new Shelf<>(now);
    }

    /** The thing of a key; several threads may make it at once, and get the same one. */
    V get(K key, Function<? super K, ? extends V> maker) {
        V known = now.get(key);
        if (known != null) {
            return known;
        }
        V old = before.get(key);
        V thing = old == null ? maker.apply(key) : old;
        V first = now.putIfAbsent(key, thing);
        return first == null ? thing : first;
    }
}
