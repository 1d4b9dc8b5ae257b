package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.arm.Installed;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Material;
import io.jianhu.loadtest.talk.WordBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two gateways behind HAProxy, which asks both every 300 ms whether they are ready. */
final class Pair implements AutoCloseable {

    /** What restarting both in turn takes at most. */
    static final Duration BOTH = Duration.ofSeconds(45);

    private static final Duration LAME_DUCK = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Stage stage;
    private final GatewayFiles files;
    private final List<Seat> seats;
    private final List<Child> gateways = new ArrayList<>();
    private final Child balancer;
    private final int port;

    /** Where a gateway listens, also after a restart. */
    private record Seat(int data, int admin) {}

    static Pair start(Stage stage, Path haproxy) throws IOException {
        return new Pair(stage, haproxy);
    }

    private Pair(Stage stage, Path haproxy) throws IOException {
        this.stage = stage;
        Path scratch = Files.createDirectories(stage.arms().policies().resolveSibling("pair"));
        files = GatewayFiles.write(
                scratch,
                stage.home().resolve("policies"),
                stage.arms().model().number("port"),
                stage.plan().pace(),
                WordBase.words(stage.plan().seed(), stage.plan().words()));
        seats = List.of(
                new Seat(Installed.freePort(), Installed.freePort()),
                new Seat(Installed.freePort(), Installed.freePort()));
        port = Installed.freePort();
        boolean started = false;
        try {
            for (int i = 0; i < seats.size(); i++) {
                gateways.add(gateway(i));
            }
            balancer = Installed.HAPROXY.start(haproxy, configuration(), port, scratch, stage.results());
            started = true;
        } finally {
            if (!started) {
                gateways.forEach(Child::close);
            }
        }
    }

    private String configuration() {
        String text = Material.text(Pair.class, "haproxy-pair.cfg").replace("{port}", Integer.toString(port));
        for (int i = 0; i < seats.size(); i++) {
            text = text.replace("{data" + (i + 1) + "}", Integer.toString(seats.get(i).data))
                    .replace("{admin" + (i + 1) + "}", Integer.toString(seats.get(i).admin));
        }
        return text;
    }

    private Child gateway(int number) throws IOException {
        String own = "data-" + number;
        return Arms.gateway(
                stage.home(),
                files,
                Files.createDirectories(stage.results().resolve("gateway-" + number)),
                List.of(
                        "env",
                        "JIANHU_LISTEN_PORT=" + seats.get(number).data,
                        "JIANHU_ADMIN_PORT=" + seats.get(number).admin,
                        "JIANHU_STATE_DIR=" + files.configuration().resolveSibling(own),
                        "JIANHU_AUDIT_DIR=" + files.configuration().resolveSibling(own + "/audit"),
                        "JIANHU_DRAIN_LAME_DUCK=" + LAME_DUCK.toSeconds() + "s",
                        "JIANHU_DRAIN_GRACE=" + GRACE.toSeconds() + "s"));
    }

    /** The same questions, to whichever of the two HAProxy chooses. */
    Order through(Order order) {
        Target target = new Target(port, order.target().path(), Optional.of(files.key()));
        return new Order(target, order.stream(), order.frame());
    }

    /** Ends one and starts it again, then the other; whether both ended as they should. */
    boolean restartInTurn() throws IOException, InterruptedException {
        boolean good = true;
        for (int i = 0; i < seats.size(); i++) {
            Thread.sleep(MARGIN);
            good &= gateways.get(i).stop(LAME_DUCK.plus(GRACE).plus(MARGIN)) == 0;
            gateways.set(i, gateway(i));
        }
        Thread.sleep(MARGIN);
        return good;
    }

    @Override
    public void close() {
        balancer.close();
        gateways.forEach(Child::close);
    }
}
