package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.model.Helper;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mock model and all arms, each in its own process. */
public final class Arms implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("^ready port=(?<port>\\d+)$");
    private static final Pattern JIANHU_READY =
            Pattern.compile("^jianhu ready data=127\\.0\\.0\\.1:(?<data>\\d+) admin=127\\.0\\.0\\.1:(?<admin>\\d+) ");

    private final Deque<Child> children = new ArrayDeque<>();
    private final Path scratch;
    private final Child model;
    private final List<Arm> list;

    /**
     * Starts everything.
     *
     * @param results the directory for what the programs write to their error output
     */
    public static Arms start(Plan plan, Path home, Path results) throws IOException {
        return new Arms(plan, home, results, List.of(), arms -> {
            Child relay = arms.mine(results, "relay", "--to=" + arms.modelPort());
            List<Arm> between = new ArrayList<>(List.of(arms.passing(Arm.RELAY, relay, relay.number("port"), plan)));
            for (Installed proxy : Installed.values()) {
                arms.proxy(proxy, plan, results).ifPresent(between::add);
            }
            return between;
        });
    }

    /**
     * Starts nothing between the first and the last.
     *
     * @param before what stands before the gateway's command, such as {@code env} with variables
     */
    public static Arms alone(Plan plan, Path home, Path results, List<String> before) throws IOException {
        return new Arms(plan, home, results, before, arms -> List.of());
    }

    /** Starts jianhu, each time with one difference, between nothing and jianhu as it is. */
    public static Arms varied(List<? extends Variation> variations, Plan plan, Path home, Path results)
            throws IOException {
        return new Arms(plan, home, results, List.of(), arms -> {
            List<Arm> between = new ArrayList<>();
            for (Variation variation : variations) {
                Path own = Files.createDirectories(arms.scratch.resolve(variation.arm()));
                Path errors = Files.createDirectories(results.resolve(variation.arm()));
                GatewayFiles files = arms.files(plan, home, own, variation.words(plan.words()));
                variation.change(files.policies());
                between.add(arms.jianhu(home, errors, variation.before(), files, variation.arm()));
            }
            return between;
        });
    }

    /** Starts other gateways with their guards on between nothing and jianhu; what does not start is left out. */
    public static Arms beside(List<? extends Neighbour> neighbours, Plan plan, Path home, Path results)
            throws IOException {
        return new Arms(plan, home, results, List.of(), arms -> {
            List<Arm> between = new ArrayList<>();
            for (Neighbour neighbour : neighbours) {
                arms.neighbour(neighbour, plan, results).ifPresent(between::add);
            }
            return between;
        });
    }

    /** Starts the arms that stand between the first and the last. */
    private interface Between {
        List<Arm> start(Arms arms) throws IOException;
    }

    private Arms(Plan plan, Path home, Path results, List<String> before, Between between) throws IOException {
        scratch = Files.createTempDirectory("jianhu-bench-");
        boolean started = false;
        try {
            model = mine(results, "mock", "--seed=" + plan.seed(), "--personal=" + plan.personalShare());
            List<Arm> arms = new ArrayList<>();
            arms.add(new Arm(
                    Arm.DIRECT,
                    new Target(modelPort(), Pace.NONE.path(), Optional.empty()),
                    new Target(modelPort(), plan.pace().path(), Optional.empty()),
                    Optional.empty(),
                    Arm.Kind.PASSES));
            arms.addAll(between.start(this));
            arms.add(jianhu(home, results, before, files(plan, home, scratch, plan.words()), Arm.JIANHU));
            list = List.copyOf(arms);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private int modelPort() {
        return model.number("port");
    }

    private Optional<Arm> proxy(Installed proxy, Plan plan, Path results) throws IOException {
        Optional<Path> place = proxy.place();
        if (place.isEmpty()) {
            System.err.println("bench: no " + proxy.program() + " on this machine; that arm is left out");
            return Optional.empty();
        }
        Child process = keep(proxy.start(place.get(), modelPort(), scratch, results));
        return Optional.of(passing(proxy.program(), process, process.number("port"), plan));
    }

    private Arm passing(String name, Child process, int port, Plan plan) {
        return new Arm(
                name,
                new Target(port, Pace.NONE.path(), Optional.empty()),
                new Target(port, plan.pace().path(), Optional.empty()),
                Optional.of(process),
                Arm.Kind.PASSES);
    }

    private Optional<Arm> neighbour(Neighbour neighbour, Plan plan, Path results) {
        String title = neighbour.title();
        System.err.println("bench: starting " + title);
        try {
            Child process = keep(neighbour.start(modelPort(), plan, scratch, results));
            int port = process.number("port");
            return Optional.of(new Arm(
                    title,
                    neighbour.target(port, modelPort(), Pace.NONE),
                    neighbour.target(port, modelPort(), plan.pace()),
                    Optional.of(process),
                    Arm.Kind.GUARDS));
        } catch (IOException e) {
            System.err.println("bench: " + title + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private GatewayFiles files(Plan plan, Path home, Path directory, int words) throws IOException {
        List<String> list = WordBase.words(plan.seed(), words);
        return GatewayFiles.write(directory, home.resolve("policies"), modelPort(), plan.pace(), list);
    }

    private Arm jianhu(Path home, Path results, List<String> before, GatewayFiles files, String name)
            throws IOException {
        Child process = keep(gateway(home, files, results, before));
        int port = process.number("data");
        return new Arm(
                name,
                new Target(port, "/robots/" + GatewayFiles.AT_ONCE + "/v1", Optional.of(files.key())),
                new Target(port, "/robots/" + GatewayFiles.PACED + "/v1", Optional.of(files.key())),
                Optional.of(process),
                Arm.Kind.TELLS);
    }

    /**
     * Starts the gateway as its users do.
     *
     * @param before what stands before its command, such as {@code env} with variables
     */
    public static Child gateway(Path home, GatewayFiles files, Path results, List<String> before) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.addAll(List.of(
                home.resolve("proxy/bin/jianhu").toString(),
                "serve",
                "--config",
                files.configuration().toString()));
        return Child.start(Arm.JIANHU, line, JIANHU_READY, results.resolve("jianhu.err"));
    }

    private Child mine(Path results, String command, String... options) throws IOException {
        return keep(program(results, command, options));
    }

    /** Starts one of the bench's own programs. */
    public static Child program(Path results, String command, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx256m",
                "-Dio.netty.leakDetection.level=disabled",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Helper.class.getName(),
                command));
        line.addAll(List.of(options));
        return Child.start(command, line, READY, results.resolve(command + ".err"));
    }

    private Child keep(Child child) {
        children.push(child);
        return child;
    }

    /** All arms in the order of their turns; nothing in the way is the first, jianhu the last. */
    public List<Arm> list() {
        return list;
    }

    /** The policy directory of the gateway. */
    public Path policies() {
        return scratch.resolve("policies");
    }

    /** The list of the words that are looked for beside the shipped rules; there when there are any. */
    public Path words() {
        return policies().resolve(GatewayFiles.WORDS);
    }

    /** The mock model. */
    public Child model() {
        return model;
    }

    @Override
    public void close() {
        while (!children.isEmpty()) {
            children.pop().close();
        }
        Scratch.remove(scratch);
    }
}
