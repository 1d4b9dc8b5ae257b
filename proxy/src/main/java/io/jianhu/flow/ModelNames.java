package io.jianhu.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jianhu.mask.Masker;

/**
 * The names that models and their servers give themselves, fit for records: an upstream writes there what it likes. There
 * are few, and every answer has one. Safe for use by many threads.
 */
final class ModelNames {

    private static final int MOST = 1000;

    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Masker masker;

    ModelNames(Masker masker) {
        this.masker = masker;
    }

    /** The name with personal data behind marks. */
    String fit(String name) {
        return known.get(name, masker::excerpt);
    }
}
