package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.ask.Tally;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a gateway held at one moment of a long run, and how it answered before.
 *
 * @param minutes since the beginning
 * @param resident memory, MiB
 * @param heap what the last collection left of it, as a share of what it may have, per cent
 * @param direct memory outside the heap for what is read and written, as a share of what it may have, per cent
 * @param p99 of whole answers since the sample before, ms
 */
record Sample(double minutes, double resident, double heap, double direct, double threads, double files, double p99) {

    private static final double KIB_OF_MIB = 1024;

    /**
     * One of the things that must not grow.
     *
     * @param slack by how much it may grow beside a tenth
     */
    record Series(String title, ToDoubleFunction<Sample> of, double slack) {}

    /** What must be flat. */
    static final List<Series> SERIES = List.of(
            new Series("memory resident, MiB", Sample::resident, 16),
            new Series("heap after a collection, %", Sample::heap, 3),
            new Series("direct memory, %", Sample::direct, 3),
            new Series("threads", Sample::threads, 8),
            new Series("open files", Sample::files, 64),
            new Series("documents p99, ms", Sample::p99, 100));

    static Sample of(Stage stage, double minutes, Tally documents) throws IOException, InterruptedException {
        return new Sample(
                minutes,
                stage.gateway().figures().residentKib() / KIB_OF_MIB,
                100 * figure(stage, "jianhu_memory_share\\{kind=\"heap\"}"),
                100 * figure(stage, "jianhu_memory_share\\{kind=\"direct\"}"),
                figure(stage, "jvm_threads_live_threads"),
                figure(stage, "process_files_open_files"),
                documents.latency().getValueAtPercentile(99) / 1e6);
    }

    private static double figure(Stage stage, String name) throws IOException, InterruptedException {
        return Double.parseDouble(stage.metric("(?m)^" + name + " (\\S+)$"));
    }
}
