package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.arm.ProcessFigures;
import io.jianhu.loadtest.arm.Rehearsal;
import io.jianhu.loadtest.ask.Arrivals;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Warms the arms up, then measures them turn by turn: first what they can do, then how long they take at half of it. */
public final class Campaign {

    private static final int MOST_LANES = 1024;

    private final Plan plan;
    private final Arms arms;
    private final Generator generator;
    private final Dialogue dialogue;
    private final List<Measurement> measurements = new ArrayList<>();
    private final Map<String, Order> orders = new HashMap<>();

    /** @param dialogue that the generator asks of */
    public Campaign(Plan plan, Arms arms, Generator generator, Dialogue dialogue) {
        this.plan = plan;
        this.arms = arms;
        this.generator = generator;
        this.dialogue = dialogue;
    }

    /**
     * Runs everything.
     *
     * @throws WrongAnswer when an arm does not give the right answer even once
     */
    public List<Measurement> run() throws InterruptedException, WrongAnswer {
        for (Arm arm : arms.list()) {
            for (boolean stream : new boolean[] {false, true}) {
                Order order = Rehearsal.order(arm, stream, dialogue);
                orders.put(arm.name() + stream, order);
                System.err.println("bench: warming up " + arm.name() + (stream ? ", streams" : ", documents"));
                generator.run(
                        order,
                        new Demand.Back(
                                plan.lanes(arm, stream),
                                warmUp(plan, arm.mustTell()).dividedBy(2)));
            }
        }
        turns(Phase.DOCUMENTS_AT_CAPACITY, Optional.empty());
        turns(Phase.STREAMS_AT_CAPACITY, Optional.empty());
        half(Phase.DOCUMENTS_AT_HALF, Phase.DOCUMENTS_AT_CAPACITY);
        half(Phase.STREAMS_AT_HALF, Phase.STREAMS_AT_CAPACITY);
        return List.copyOf(measurements);
    }

    /** Measures at half of the capacity; not at all when some arm has none, because it gave wrong answers. */
    private void half(Phase phase, Phase capacity) throws InterruptedException {
        Summary summary = new Summary(measurements);
        double least = arms.list().stream()
                .mapToDouble(arm -> summary.rate(arm.name(), capacity).median())
                .min()
                .orElse(Double.NaN);
        if (least > 0) {
            turns(
                    phase,
                    Optional.of(
                            switch (plan.half()) {
                                case OF_THE_LEAST -> arm -> least / 2;
                                case OF_ITS_OWN ->
                                    arm -> summary.rate(own(arm), capacity).median() / 2;
                            }));
        }
    }

    private static String own(Arm arm) {
        return arm.process().isPresent() ? arm.name() : Arm.JIANHU;
    }

    private void turns(Phase phase, Optional<ToDoubleFunction<Arm>> rate) throws InterruptedException {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Arm arm : arms.list()) {
                long seed = plan.seed() + round;
                Demand demand = rate.<Demand>map(given -> new Demand.Flow(
                                new Arrivals(Arrivals.Kind.POISSON, given.applyAsDouble(arm), seed),
                                MOST_LANES,
                                plan.run()))
                        .orElseGet(() -> new Demand.Back(plan.lanes(arm, phase.isStream()), plan.run()));
                measure(arm, phase, round, demand);
            }
        }
    }

    private void measure(Arm arm, Phase phase, int round, Demand demand) throws InterruptedException {
        Order order = java.util.Objects.requireNonNull(orders.get(arm.name() + phase.isStream()));
        Optional<ProcessFigures> before = arm.process().map(Child::figures);
        ProcessFigures modelBefore = arms.model().figures();
        ProcessFigures mineBefore = ProcessFigures.ofMyself();
        Tally tally = generator.run(order, demand);
        Optional<ProcessFigures> after = arm.process().map(Child::figures);
        Measurement measurement = new Measurement(
                arm.name(),
                phase,
                round,
                tally,
                cpu(after) - cpu(before),
                arms.model().figures().cpuNanos() - modelBefore.cpuNanos(),
                ProcessFigures.ofMyself().cpuNanos() - mineBefore.cpuNanos(),
                after.map(ProcessFigures::residentKib).orElse(0L));
        measurements.add(measurement);
        System.err.printf(
                "bench: round %d, %s, %s: %.0f/s, %d right, %d not%n",
                round, phase.title(), arm.name(), tally.rate(), tally.right(), tally.failed());
    }

    private static long cpu(Optional<ProcessFigures> figures) {
        return figures.map(ProcessFigures::cpuNanos).orElse(0L);
    }

    /** What compiles itself as it runs, and has much to compile, needs longer than what only passes bytes on. */
    private static Duration warmUp(Plan plan, boolean gateway) {
        return gateway ? plan.warmUp() : plan.warmUp().dividedBy(4);
    }

    /** The time that the whole plan takes, without starting and building. */
    public static Duration time(Plan plan, int arms) {
        return plan.run()
                .multipliedBy((long) plan.rounds() * Phase.values().length * arms)
                .plus(warmUp(plan, false).multipliedBy(arms - 1L))
                .plus(warmUp(plan, true));
    }
}
