package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks endpoints that are ejected, and those that nobody asks, whether they are well, where the robot's file says how.
 * One that is well is taken back at once; one that fails five times in a row is ejected before a citizen finds out.
 */
public final class Probes implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final Models models;
    private final Supplier<Collection<Robot>> robots;
    private final Map<String, Long> last = new HashMap<>();
    private final Set<Robot.Endpoint> asked = new HashSet<>();
    private final Future<?> ticking;

    private Probes(EventLoop loop, Models models, Supplier<Collection<Robot>> robots) {
        this.loop = loop;
        this.models = models;
        this.robots = robots;
        this.ticking = loop.scheduleWithFixedDelay(this::step, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins.
     *
     * @param robots the robots as they are now; asked again and again
     */
    public static Probes start(EventLoopGroup loops, Models models, Supplier<Collection<Robot>> robots) {
        return new Probes(loops.next(), models, robots);
    }

    private void step() {
        long now = System.nanoTime();
        Set<String> known = new HashSet<>();
        for (Robot robot : robots.get()) {
            robot.upstream().probe().ifPresent(probe -> {
                String id = robot.id().value();
                known.add(id);
                if (now - last.getOrDefault(id, now - probe.every().toNanos())
                        >= probe.every().toNanos()) {
                    last.put(id, now);
                    probe(robot, probe);
                }
            });
        }
        last.keySet().retainAll(known);
    }

    private void probe(Robot robot, Robot.Probe probe) {
        Fleet fleet = models.fleets().of(robot);
        List<Robot.Endpoint> quiet = fleet.quiet(robot.upstream().endpoints(), probe.every());
        for (Robot.Endpoint endpoint : quiet) {
            if (asked.add(endpoint)) { // unless it still thinks about the question before
                new Probing(fleet, endpoint).ask(Errand.probe(robot, endpoint, probe, PATIENCE));
            }
        }
    }

    /** Listens to one endpoint. */
    private final class Probing implements Attempt.Ear {

        private final Fleet fleet;
        private final Robot.Endpoint endpoint;
        private @Nullable Attempt attempt;

        Probing(Fleet fleet, Robot.Endpoint endpoint) {
            this.fleet = fleet;
            this.endpoint = endpoint;
        }

        void ask(Errand errand) {
            Attempt asking = new Attempt(models, loop, errand, this);
            attempt = asking;
            asking.start();
        }

        @Override
        public void began(HttpResponse head) {
            tell(head.status().codeClass() == HttpStatusClass.SUCCESS ? Fleet.Result.GOOD : Fleet.Result.BAD);
            Attempt answered = attempt;
            if (answered != null) {
                answered.linger();
            }
        }

        @Override
        public void lost(String reason, boolean harmless) {
            tell(Fleet.Result.BAD);
        }

        private void tell(Fleet.Result result) {
            asked.remove(endpoint);
            fleet.probed(endpoint, result);
        }

        @Override
        public void took(byte[] bytes) {
            // Only the status counts.
        }

        @Override
        public void settled() {
            // Nothing is passed on.
        }

        @Override
        public void ended() {
            // Its head has told all.
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
