package io.jianhu.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Where meters are made and kept, beside those of the virtual machine. */
final class Shelf implements AutoCloseable {

    /** Buckets for what the gateway itself takes: 50 microseconds to 5 seconds. */
    static final List<Duration> SHORT =
            buckets(50e-6, 100e-6, 200e-6, 300e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 25e-3, 50e-3, 100e-3, 250e-3, 1, 5);

    /** Buckets for what a citizen waits for a model: 50 milliseconds to a minute. */
    static final List<Duration> CONVERSATION = buckets(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60);

    /** Buckets for what a citizen waits for a guardian: 10 seconds to a day. */
    static final List<Duration> HUMAN = buckets(10, 30, 60, 180, 300, 600, 1800, 3600, 14_400, 86_400);

    private final int mostLabelSets;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Shelf(int mostLabelSets) {
        this.mostLabelSets = mostLabelSets;
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    Counter counter(String name, String help) {
        return Counter.builder(name).description(help).register(registry);
    }

    Family<Counter> counters(String name, String help, String... labels) {
        return new Family<>(
                mostLabelSets,
                tags -> Counter.builder(name).description(help).tags(tags).register(registry),
                labels);
    }

    Timer timer(String name, String help, List<Duration> buckets, Tag... tags) {
        return Timer.builder(name)
                .description(help)
                .tags(List.of(tags))
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .register(registry);
    }

    DistributionSummary characters(String name, String help) {
        return DistributionSummary.builder(name)
                .description(help)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 16_384)
                .register(registry);
    }

    /** One line with the value 1, whose labels are the information. */
    Info info(String name, String help, String label) {
        return Info.builder().name(name).help(help).labelNames(label).register(registry.getPrometheusRegistry());
    }

    static List<Tag> tags(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private static List<Duration> buckets(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toList();
    }
}
