package io.jianhu.net;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The share of the old generation that its last collection has left: what lives, and not what merely has not been
 * collected yet. It is believed for half a minute. Where none was needed for so long, memory is not asked for; and were it
 * believed for ever, a gateway that turns everybody away, and therefore collects nothing, would never open again.
 */
final class OldGeneration implements DoubleSupplier {

    private static final Duration BELIEVED = Duration.ofSeconds(30);
    private static final Pattern YOUNG = Pattern.compile("Eden|Survivor|Young|Nursery");

    private final Source source;
    private final LongSupplier nanoTime;
    private long collections;
    private long seen;

    /** Where it is read. */
    interface Source {

        /** The share that the last collection has left, 0 to 1. */
        double share();

        /** How many collections there were. */
        long collections();
    }

    OldGeneration(Source source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.collections = source.collections();
        this.seen = nanoTime.getAsLong() - BELIEVED.toNanos();
    }

    static OldGeneration ofThisJvm(LongSupplier nanoTime) {
        MemoryPoolMXBean pool = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(heap -> heap.getType() == MemoryType.HEAP)
                .filter(heap -> !YOUNG.matcher(heap.getName()).find())
                .max(Comparator.comparingLong(heap -> heap.getUsage().getMax()))
                .orElseThrow(() -> new IllegalStateException("this JVM tells nothing of its heap"));
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector ->
                        Arrays.stream(collector.getMemoryPoolNames()).anyMatch(pool.getName()::equals))
                .toList();
        return new OldGeneration(new Jvm(pool, collectors), nanoTime);
    }

    @Override
    public synchronized double getAsDouble() {
        long now = nanoTime.getAsLong();
        long count = source.collections();
        if (count != collections) {
            collections = count;
            seen = now;
        }
        return now - seen < BELIEVED.toNanos() ? source.share() : 0;
    }

    private record Jvm(MemoryPoolMXBean pool, List<GarbageCollectorMXBean> collectors) implements Source {

        @Override
        public double share() {
            MemoryUsage left = pool.getCollectionUsage();
            return left == null || left.getMax() <= 0 ? 0 : (double) left.getUsed() / left.getMax();
        }

        @Override
        public long collections() {
            return collectors.stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
