package io.jianhu.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;
import java.util.function.DoubleSupplier;

/**
 * How scarce memory is: the heap by what a collection of the old generation has left of it, and the memory outside of it
 * by what Netty has taken. The fuller of the two decides.
 */
public final class Memory {

    /** What is done about it, each with what comes before it. */
    public enum Level {
        /** Nothing. */
        CALM(0),
        /** No stream begins. */
        TIGHT(0.75),
        /** Nothing begins but the operators' pages. */
        SCARCE(0.85),
        /** Connections that rest are closed. */
        EXHAUSTED(0.92);

        private final double from;

        Level(double from) {
            this.from = from;
        }

        static Level of(double share) {
            Level reached = CALM;
            for (Level level : values()) {
                reached = share >= level.from ? level : reached;
            }
            return reached;
        }
    }

    private final DoubleSupplier heap;
    private final DoubleSupplier direct;
    private volatile Level level = Level.CALM;

    /**
     * @param heap the share of the heap that lives, 0 to 1
     * @param direct the share of the memory outside of it that is taken, 0 to 1
     */
    Memory(DoubleSupplier heap, DoubleSupplier direct) {
        this.heap = heap;
        this.direct = direct;
    }

    /** The memory of this process. */
    public static Memory ofThisProcess() {
        return new Memory(OldGeneration.ofThisJvm(System::nanoTime), Memory::taken);
    }

    /** The share of the heap that is known to live, 0 to 1. */
    public double heap() {
        return heap.getAsDouble();
    }

    /** The share of the memory outside of the heap that is taken, 0 to 1. */
    public double direct() {
        return direct.getAsDouble();
    }

    /** Whether no stream may begin. */
    public boolean isTight() {
        return level.compareTo(Level.TIGHT) >= 0;
    }

    /** What the last look saw. */
    Level level() {
        return level;
    }

    /** Measures anew. */
    Level look() {
        level = Level.of(Math.max(heap.getAsDouble(), direct.getAsDouble()));
        return level;
    }

    /** Netty counts either what it takes itself or what its allocator has in hand, as the JVM permits. */
    private static double taken() {
        long used = PlatformDependent.usedDirectMemory();
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider counted) {
            used = Math.max(used, counted.metric().usedDirectMemory());
        }
        long most = PlatformDependent.maxDirectMemory();
        return most <= 0 || used <= 0 ? 0 : (double) used / most;
    }
}
