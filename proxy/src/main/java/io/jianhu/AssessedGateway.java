package io.jianhu;

import io.jianhu.chat.RobotId;
import io.jianhu.robot.ApiKey;
import io.jianhu.robot.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A gateway in this process on loopback that lets one robot work, whatever its papers say, for one client. Its tickets,
 * brakes and records are its own and gone when it is closed, so that an assessment calls no guardian.
 */
final class AssessedGateway implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLIENT = "assess";
    private static final int UNLIMITED = 1_000_000;
    private static final int ATTEMPTS = 20;

    private final Path state;
    private final Gateway gateway;
    private final String key;
    private final Thread last;

    private AssessedGateway(Path state, Gateway gateway, String key, Thread last) {
        this.state = state;
        this.gateway = gateway;
        this.key = key;
        this.last = last;
    }

    static AssessedGateway start(Configuration configuration, RobotId robot, Map<String, String> environment)
            throws IOException, Gateway.Refused {
        String key = ApiKey.create(new SecureRandom());
        Client client = new Client(
                CLIENT,
                CLIENT,
                List.of(new Client.Key(ApiKey.hash(key), Optional.empty())),
                Set.of(robot.value()),
                new Client.Limits(OptionalInt.of(UNLIMITED), OptionalInt.empty(), OptionalInt.empty()));
        Path state = Files.createTempDirectory("jianhu-assess-");
        Thread last = Thread.ofPlatform().name("assessed").unstarted(() -> abandon(state));
        Runtime.getRuntime().addShutdownHook(last);
        boolean started = false;
        try {
            Gateway gateway = Gateway.start(
                    onLoopback(configuration, state),
                    registry -> registry.with(client).withAssessed(robot),
                    environment);
            started = true;
            return new AssessedGateway(state, gateway, key, last);
        } finally {
            if (!started) {
                delete(state, last);
            }
        }
    }

    private static Configuration onLoopback(Configuration usual, Path state) {
        Configuration.Address anyPort = new Configuration.Address(LOOPBACK, 0);
        return new Configuration(
                anyPort,
                anyPort,
                Configuration.AdminAuth.LOCAL,
                usual.policies(),
                Configuration.Auth.KEYS,
                state,
                new Configuration.Audit(
                        state.resolve("audit"),
                        usual.audit().durability(),
                        usual.audit().retentionDays(),
                        usual.audit().onFailure()),
                usual.limits(),
                Optional.empty(),
                usual.bundleKeys(),
                usual.reach(),
                usual.drain(),
                0); // an assessment asks the model, whatever it has said before
    }

    URI url() {
        return URI.create("http://" + LOOPBACK + ":" + gateway.data().port());
    }

    String key() {
        return key;
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        delete(state, last);
    }

    private static void delete(Path state, Thread last) throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException ending) {
            return; // the process ends already, and the directory with it
        }
        delete(state);
    }

    /** Deletes the state when the process is told to end, as by Ctrl-C, while the gateway may still write into it. */
    private static void abandon(Path state) {
        for (int attempt = 1; ; attempt++) {
            try {
                delete(state);
                return;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    System.err.println("jianhu: " + state + " is left behind: " + e.getMessage());
                    return;
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
