package io.jianhu.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.jianhu.robot.Robot;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * All endpoints of one robot's model. The less busy of two that are drawn by weight is asked; those that fail are
 * ejected, at most half of them. When nearly all calls fail, whichever endpoint they take, the breaker opens for all; a
 * model that still answers some citizens is asked.
 */
final class Fleet implements Upstreams.Figures {

    private static final CircuitBreakerConfig.Builder RULES = CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(50)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(80)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(1);

    private final String robot;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<URI, Endpoint> endpoints = new HashMap<>();
    private final CircuitBreaker breaker;
    private final Budget budget;
    private List<URI> current = List.of();

    Fleet(String robot, InstantSource clock, RandomGenerator random) {
        this.robot = robot;
        this.clock = clock;
        this.random = random;
        this.budget = new Budget(clock);
        this.breaker = CircuitBreaker.of(
                robot, RULES.clock(clock.withZone(ZoneOffset.UTC)).build());
    }

    /** Whether a call may be made; whoever is let in says how it went, by {@link #left}. */
    boolean enter() {
        boolean open = breaker.tryAcquirePermission();
        if (open) {
            synchronized (this) {
                budget.called();
            }
        }
        return open;
    }

    /** How a call went, over all its attempts. */
    enum Result {
        GOOD,
        BAD,
        /** It says nothing about the model. */
        NEITHER
    }

    void left(Result result, Duration took) {
        switch (result) {
            case GOOD -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            case BAD -> breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new Failed());
            case NEITHER -> breaker.releasePermission();
        }
    }

    /**
     * Chooses an endpoint and counts a call to it, until {@link #done}.
     *
     * @param among where the model answers by now
     * @param tried which are not asked again
     * @return empty when all were tried
     */
    synchronized Optional<Robot.Endpoint> choose(List<Robot.Endpoint> among, Set<URI> tried) {
        long now = clock.millis();
        attend(among);
        List<Robot.Endpoint> open = among.stream()
                .filter(one -> !tried.contains(one.url()) && at(one).isAsked(now))
                .toList();
        if (open.isEmpty()) {
            open = among.stream().filter(one -> !tried.contains(one.url())).toList();
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Robot.Endpoint first = draw(open);
        if (open.size() > 1) {
            Robot.Endpoint taken = first;
            Robot.Endpoint second =
                    draw(open.stream().filter(one -> !one.equals(taken)).toList());
            first = load(second) < load(first) ? second : first;
        }
        at(first).begin(now);
        return Optional.of(first);
    }

    /** Asks the same endpoint once more. */
    synchronized void again(Robot.Endpoint endpoint) {
        at(endpoint).begin(clock.millis());
    }

    private Robot.Endpoint draw(List<Robot.Endpoint> among) {
        int at = random.nextInt(among.stream().mapToInt(Robot.Endpoint::weight).sum());
        for (Robot.Endpoint one : among) {
            at -= one.weight();
            if (at < 0) {
                return one;
            }
        }
        throw new IllegalStateException("weights have changed");
    }

    private double load(Robot.Endpoint endpoint) {
        return (double) at(endpoint).inflight() / endpoint.weight();
    }

    private Endpoint at(Robot.Endpoint endpoint) {
        return endpoints.computeIfAbsent(endpoint.url(), Endpoint::new);
    }

    /** Forgets addresses that the robot's file no longer has, once nothing is under way there. */
    private void attend(List<Robot.Endpoint> among) {
        List<URI> urls = among.stream().map(Robot.Endpoint::url).toList();
        if (!urls.equals(current)) {
            current = urls;
            endpoints.values().removeIf(one -> one.inflight() == 0 && !urls.contains(one.url()));
        }
    }

    /** Whether one more attempt may be made. */
    synchronized boolean afford() {
        return budget.take();
    }

    /** A good answer has begun. */
    synchronized void begun(Robot.Endpoint endpoint) {
        at(endpoint).readmit();
    }

    /** A call to an endpoint is over. */
    synchronized void done(Robot.Endpoint endpoint, Result result) {
        probed(endpoint, result);
        at(endpoint).end();
    }

    /** An endpoint has been asked how it is. */
    synchronized void probed(Robot.Endpoint endpoint, Result result) {
        Endpoint one = at(endpoint);
        long now = clock.millis();
        switch (result) {
            case GOOD -> one.succeeded(now);
            case BAD -> one.failed(now, ejected() < current.size() / 2);
            case NEITHER -> {}
        }
    }

    /** Those of some endpoints that are to be probed: ejected, or not asked for a while. */
    synchronized List<Robot.Endpoint> quiet(List<Robot.Endpoint> among, Duration time) {
        long now = clock.millis();
        attend(among);
        return among.stream()
                .filter(one -> at(one).isEjected() || at(one).isIdle(now, time))
                .toList();
    }

    @Override
    public String robot() {
        return robot;
    }

    @Override
    public synchronized int inflight() {
        return endpoints.values().stream().mapToInt(Endpoint::inflight).sum();
    }

    @Override
    public synchronized int ejected() {
        return (int) endpoints.values().stream().filter(Endpoint::isEjected).count();
    }

    @Override
    public int breaker() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }

    /** A failure without words, since the breaker counts and nobody reads it. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private Failed() {
            super("failed", null, false, false);
        }
    }
}
