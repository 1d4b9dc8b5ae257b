package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.Metrics;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.arm.Rehearsal;
import io.jianhu.loadtest.ask.Arrivals;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Reading;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Where scenarios are played: a warm gateway with the shipped rules and many words, a mock model, and those who ask. */
final class Stage implements AutoCloseable {

    /** How long the gateway waits for its model's first word; short, so that silence is over soon. */
    static final Duration FIRST_WORD = Duration.ofSeconds(2);

    /** The same between its words. */
    static final Duration NEXT_WORD = Duration.ofSeconds(1);

    private static final int MOST_LANES = 1024;
    private static final Duration CAPACITY = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Keeps the questions of generators apart. */
    private static final long APART = 1L << 32;

    private final Plan plan;
    private final Path home;
    private final Path results;
    private final Arms arms;
    private final Dialogue dialogue;
    private final Generator citizens;
    private final Generator others;
    private final Generator sluggish;
    private final Order documents;
    private final Order streams;
    private final double documentsRate;
    private final double streamsRate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Metrics metrics;

    /**
     * Starts everything and warms it up.
     *
     * @param before what stands before the gateway's command, such as {@code env} with variables
     * @throws WrongAnswer when not even the first question is answered rightly
     */
    static Stage open(Plan plan, Path home, Path results, List<String> before)
            throws IOException, InterruptedException, WrongAnswer {
        Arms arms = Arms.alone(plan, home, results, before);
        boolean open = false;
        try {
            Stage stage = new Stage(plan, home, results, arms, new Dialogue(plan.seed(), plan.personalShare()));
            open = true;
            return stage;
        } finally {
            if (!open) {
                arms.close();
            }
        }
    }

    private Stage(Plan plan, Path home, Path results, Arms arms, Dialogue dialogue)
            throws IOException, InterruptedException, WrongAnswer {
        this.plan = plan;
        this.home = home;
        this.results = results;
        this.arms = arms;
        this.dialogue = dialogue;
        metrics = new Metrics(gateway());
        citizens = new Generator(dialogue);
        others = new Generator(dialogue, Reading.AT_ONCE, APART);
        sluggish = new Generator(dialogue, Reading.SLOWLY, 2 * APART);
        Arm jianhu = arms.list().getLast();
        documents = Rehearsal.order(jianhu, false, dialogue);
        streams = Rehearsal.order(jianhu, true, dialogue);
        documentsRate = warm(jianhu, documents);
        streamsRate = warm(jianhu, streams);
        waitForModelsAtMost(FIRST_WORD, NEXT_WORD);
    }

    private double warm(Arm arm, Order order) throws InterruptedException {
        System.err.println("bench: warming up " + (order.stream() ? "streams" : "documents"));
        int lanes = plan.lanes(arm, order.stream());
        citizens.run(order, new Demand.Back(lanes, plan.warmUp().dividedBy(2)));
        return citizens.run(order, new Demand.Back(lanes, CAPACITY)).rate();
    }

    private void waitForModelsAtMost(Duration first, Duration next) throws IOException, InterruptedException {
        try (Stream<Path> robots = Files.list(arms.policies().resolve("robots"))) {
            for (Path robot : robots.toList()) {
                edit(
                        robot,
                        Files.readString(robot)
                                .replaceAll("firstByte: \\w+", "firstByte: " + first.toMillis() + "ms")
                                .replaceAll("idle: \\w+", "idle: " + next.toMillis() + "ms"));
            }
        }
    }

    /** Puts other text into a file of the policy, and waits until it is in force. */
    void edit(Path file, String text) throws IOException, InterruptedException {
        String before = metrics.revision();
        Files.writeString(file, text);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (metrics.revision().equals(before)) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        file.getFileName() + " did not come into force in " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /**
     * Puts other words in the place of all that are looked for beside the shipped rules, but for the first, which the rule's
     * own test says; and waits until they are in force.
     *
     * @param time how often that was done before, from 1
     */
    void changeWords(int time) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(WordBase.words(plan.seed() + time, plan.words()));
        words.set(0, WordBase.words(plan.seed(), 1).getFirst());
        edit(arms.words(), String.join("\n", words) + "\n");
    }

    /** A figure of the gateway's own: what the first group of an expression finds in its metrics. */
    String metric(String expression) throws IOException, InterruptedException {
        return metrics.find(expression);
    }

    Child gateway() {
        return arms.list().getLast().process().orElseThrow();
    }

    Arms arms() {
        return arms;
    }

    Plan plan() {
        return plan;
    }

    Path home() {
        return home;
    }

    Path results() {
        return results;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** Questions for whole answers, of a model that answers at once. */
    Order documents() {
        return documents;
    }

    /** Questions for streams, of a model that speaks token by token. */
    Order streams() {
        return streams;
    }

    /** As much as the gateway could give of such answers in a second, when it was warm. */
    double capacity(Order order) {
        return order.stream() ? streamsRate : documentsRate;
    }

    /** Questions at a share of the gateway's capacity, come what may, for one run of the plan. */
    Demand flow(Order order, double share) {
        return flow(order, share, plan.run());
    }

    Demand flow(Order order, double share, Duration duration) {
        Arrivals arrivals = new Arrivals(Arrivals.Kind.POISSON, capacity(order) * share, plan.seed());
        return new Demand.Flow(arrivals, MOST_LANES, duration);
    }

    /** A few who each ask again as soon as they are answered, for one run of the plan. */
    Demand few(int lanes) {
        return new Demand.Back(lanes, plan.run());
    }

    /** Lets citizens ask. */
    Tally ask(Order order, Demand demand) throws InterruptedException {
        return citizens.run(order, demand);
    }

    /** Lets citizens ask, and tells the gateway's processor time of one right answer in microseconds. */
    double cpuMicros(Act act, String who, Order order, Demand demand) throws InterruptedException {
        long before = gateway().figures().cpuNanos();
        Tally tally = ask(order, demand);
        double micros = (gateway().figures().cpuNanos() - before) / 1e3 / Math.max(1, tally.right());
        act.seen(who, tally, Outcome.RIGHT);
        act.fact(who + ", CPU µs an answer", micros, 0);
        return micros;
    }

    /** Lets citizens ask, while something else is done. */
    Future<Tally> asking(Order order, Demand demand) {
        return threads.submit(() -> citizens.run(order, demand));
    }

    /** Lets others ask, while citizens can. */
    Future<Tally> meanwhile(Order order, Demand demand) {
        return threads.submit(() -> others.run(order, demand));
    }

    /** Lets those ask who read slowly, while citizens can. */
    Future<Tally> slowly(Order order, Demand demand) {
        return threads.submit(() -> sluggish.run(order, demand));
    }

    /** What was counted of those who asked meanwhile. */
    static Tally of(Future<Tally> meanwhile) throws InterruptedException {
        try {
            return meanwhile.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run did not end", e);
        }
    }

    @Override
    public void close() {
        threads.close();
        metrics.close();
        citizens.close();
        others.close();
        sluggish.close();
        arms.close();
    }
}
