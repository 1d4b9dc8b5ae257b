package io.jianhu;

import io.jianhu.admin.Account;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.OperatorRole;
import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import io.jianhu.robot.ApiKey;
import io.jianhu.robot.Client;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole product on one machine: a mock robot, the gateway with the shipped policies, console and metrics. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run everything on this machine, with a mock robot and no external service.",
        footer = {
            "",
            "Examples:",
            "  jianhu demo",
            "  jianhu demo --port 0 --admin-port 0",
            "  jianhu demo --once                      ask three questions, print what becomes of them, and end",
            "",
            "The policies of the demo are hot: edit policies/rules/*.yaml and try again.",
            "",
            "Exit codes: 0 good, 1 a question of --once met another decision than it should, 2 it could not start."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int FOUND = 1;
    private static final String CLIENT = "demo";
    private static final String OPERATOR = "demo";
    private static final String GUARDIAN = "g-001";
    /** Who releases what the first one braked. */
    private static final String SECOND = "second";

    private static final String SECOND_GUARDIAN = "g-002";

    @Option(names = "--port", paramLabel = "PORT", description = "The chat API's port; 0 for any. Default: 8080.")
    private int port = 8080;

    @Option(names = "--admin-port", paramLabel = "PORT", description = "The console's port; 0 for any. Default: 9090.")
    private int adminPort = 9090;

    @Option(names = "--policies", paramLabel = "DIR", description = "The policy directory. Default: the shipped one.")
    private Path policies = home().resolve("policies");

    @Option(
            names = "--once",
            description =
                    "Ask what the demo invites to ask, print what becomes of it, and end; at ports that are free.")
    private boolean once;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    private DemoCommand() {}

    private static Path home() {
        return Path.of(System.getProperty("jianhu.home", "."));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        mustBePorts(port, adminPort);
        try (State state = new State(Files.createTempDirectory("jianhu-demo-"), once)) {
            return run(state.directory);
        } catch (Gateway.Refused e) {
            return ServeCommand.refuse(e.problems());
        }
    }

    private void mustBePorts(int... ports) {
        for (int one : ports) {
            if (one < 0 || one > 65_535) {
                throw new CommandLine.ParameterException(spec.commandLine(), "port " + one + " (expected: 0 to 65535)");
            }
        }
    }

    /** Where the demo keeps what it must, for as long as it runs or for good. */
    private record State(Path directory, boolean passes) implements Closeable {

        @Override
        public void close() throws IOException {
            if (!passes) {
                return;
            }
            List<Path> all;
            try (Stream<Path> walk = Files.walk(directory)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path one : all) {
                Files.delete(one);
            }
        }
    }

    private int run(Path state) throws IOException, Gateway.Refused, InterruptedException {
        String key = ApiKey.create(new SecureRandom());
        Client client = new Client(
                CLIENT,
                CLIENT,
                List.of(new Client.Key(ApiKey.hash(key), Optional.empty())),
                Set.of("*"),
                Client.Limits.NONE);
        try (MockRobot mock = MockRobot.start(0, Manner.DEFAULT, Clock.systemUTC())) {
            char[] password = Accounts.newPassword();
            Accounts accounts = Accounts.open(state);
            accounts.put(
                    new Account(OPERATOR, EnumSet.allOf(OperatorRole.class), Optional.of(GUARDIAN)), password.clone());
            accounts.put(
                    new Account(SECOND, EnumSet.allOf(OperatorRole.class), Optional.of(SECOND_GUARDIAN)),
                    password.clone());
            try (Gateway gateway = Gateway.start(
                    configuration(state),
                    registry -> registry.with(client).withUpstream(mock.url()).withDialect("openai-chat"),
                    System.getenv())) {
                if (once) {
                    boolean good = DemoTour.read()
                            .take(robot(gateway), key, spec.commandLine().getOut());
                    return good ? ServeCommand.GOOD : FOUND;
                }
                ServeCommand.drainAtTheEnd(gateway);
                ServeCommand.announce(gateway);
                System.out.println(welcome(gateway, key, new String(password), state));
                gateway.await();
            }
            return ServeCommand.GOOD;
        }
    }

    private Configuration configuration(Path state) {
        Fields empty = Fields.of(new Value.Mapping(Place.ofFile("demo"), Map.of()), new Problems());
        Configuration usual = Configuration.of(empty, state);
        return new Configuration(
                new Configuration.Address("127.0.0.1", once ? 0 : port),
                new Configuration.Address("127.0.0.1", once ? 0 : adminPort),
                usual.adminAuth(),
                policies,
                usual.auth(),
                state,
                new Configuration.Audit(
                        state.resolve("audit"),
                        usual.audit().durability(),
                        usual.audit().retentionDays(),
                        usual.audit().onFailure()),
                usual.limits(),
                usual.otlp(),
                usual.bundleKeys(),
                usual.reach(),
                Configuration.Drain.QUICK,
                usual.cache());
    }

    private static URI robot(Gateway gateway) {
        return URI.create("http://127.0.0.1:" + gateway.data().port() + "/robots/FT-001/v1");
    }

    private String welcome(Gateway gateway, String key, String password, Path state) throws IOException {
        try (InputStream file = DemoCommand.class.getResourceAsStream("demo-welcome.txt")) {
            if (file == null) {
                throw new IOException("demo-welcome.txt is missing from the jar");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<String> questions = DemoTour.read().questions();
            for (int at = 0; at < questions.size(); at++) {
                text = text.replace("{question" + (at + 1) + "}", questions.get(at));
            }
            return text.replace("{data}", "http://127.0.0.1:" + gateway.data().port())
                    .replace("{admin}", "http://127.0.0.1:" + gateway.admin().port())
                    .replace("{key}", key)
                    .replace("{operator}", OPERATOR)
                    .replace("{second}", SECOND)
                    .replace("{password}", password)
                    .replace("{policies}", policies.toString())
                    .replace("{state}", state.toString());
        }
    }
}
