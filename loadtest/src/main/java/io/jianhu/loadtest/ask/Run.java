package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Dialogue;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One run of the generator, all of it on one event loop: from its first question to the answer of its last. */
@SuppressWarnings("FutureReturnValueIgnored") // What is scheduled on the own event loop is not cancelled.
final class Run implements Lane.Listener {

    private static final int MOST_REFUSED = 100;

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Dialogue dialogue;
    private final Reading reading;
    private final Order order;
    private final Demand demand;
    private final LongSupplier numbers;
    private final CompletableFuture<Tally> done = new CompletableFuture<>();
    private final Tally tally = new Tally();
    private final Set<Lane> lanes = new HashSet<>();
    private final Deque<Lane> idle = new ArrayDeque<>();
    /** When the questions that wait for a lane were due. */
    private final Deque<Long> waiting = new ArrayDeque<>();

    private int opening;
    private int busy;
    private int refused;
    private double next;

    Run(
            EventLoop loop,
            Bootstrap bootstrap,
            Dialogue dialogue,
            Reading reading,
            Order order,
            Demand demand,
            LongSupplier numbers) {
        this.loop = loop;
        this.bootstrap = bootstrap;
        this.dialogue = dialogue;
        this.reading = reading;
        this.order = order;
        this.demand = demand;
        this.numbers = numbers;
    }

    CompletableFuture<Tally> start() {
        loop.execute(this::begin);
        return done;
    }

    private void begin() {
        tally.began = System.nanoTime();
        switch (demand) {
            case Demand.Back back -> {
                for (int i = 0; i < back.lanes(); i++) {
                    open();
                }
            }
            case Demand.Flow flow -> {
                next = flow.arrivals().gap();
                arrive(flow);
            }
        }
        loop.schedule(this::finishIfQuiet, demand.duration().toNanos(), TimeUnit.NANOSECONDS);
        loop.schedule(this::finish, demand.duration().plus(reading.patience()).toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isOver() {
        return System.nanoTime() - tally.began >= demand.duration().toNanos();
    }

    private void arrive(Demand.Flow flow) {
        long now = System.nanoTime() - tally.began;
        while (next <= now && next < flow.duration().toNanos()) {
            arrived(tally.began + (long) next);
            next += flow.arrivals().gap();
        }
        if (next < flow.duration().toNanos()) {
            loop.schedule(
                    () -> arrive(flow),
                    Math.max(0, (long) next - (System.nanoTime() - tally.began)),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void arrived(long due) {
        tally.asked++;
        Lane lane = idle.pollFirst();
        if (lane != null) {
            busy++;
            lane.ask(numbers.getAsLong(), due);
            return;
        }
        waiting.addLast(due);
        if (lanes.size() + opening < demand.lanes() && opening < waiting.size()) {
            open();
        }
    }

    private void open() {
        opening++;
        Lane lane = new Lane(dialogue, order, this);
        ChannelFuture connecting = bootstrap
                .clone()
                .handler(new LaneOpening(lane, reading))
                .connect(order.target().address());
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                opening--;
                refused++;
                if (refused > MOST_REFUSED) {
                    finish();
                } else if (!isOver()) {
                    loop.schedule(this::open, 10, TimeUnit.MILLISECONDS);
                }
            }
        });
    }

    @Override
    public void opened(Lane lane) {
        opening--;
        lanes.add(lane);
        turn(lane);
    }

    /** Gives a free lane its next question, if there is one. */
    private void turn(Lane lane) {
        switch (demand) {
            case Demand.Back back -> {
                if (isOver()) {
                    idle.addFirst(lane);
                } else {
                    tally.asked++;
                    busy++;
                    lane.ask(numbers.getAsLong(), System.nanoTime());
                }
            }
            case Demand.Flow flow -> {
                Long due = waiting.pollFirst();
                if (due == null) {
                    idle.addFirst(lane);
                } else {
                    busy++;
                    lane.ask(numbers.getAsLong(), due);
                }
            }
        }
    }

    @Override
    public void answered(Lane lane, Answered answered) {
        busy--;
        tally.add(answered, dialogue.mobile(answered.number()).isPresent());
        turn(lane);
        finishIfQuiet();
    }

    @Override
    public void closed(Lane lane, boolean asked) {
        lanes.remove(lane);
        idle.remove(lane);
        if (done.isDone()) {
            return;
        }
        if (asked) {
            busy--;
            tally.lose(System.nanoTime());
        }
        if (!isOver() && (demand instanceof Demand.Back || opening < waiting.size())) {
            open();
        }
        finishIfQuiet();
    }

    private void finishIfQuiet() {
        if (busy == 0 && waiting.isEmpty() && isOver()) {
            finish();
        }
    }

    private void finish() {
        if (done.isDone()) {
            return;
        }
        for (int unanswered = busy + waiting.size(); unanswered > 0; unanswered--) {
            tally.lose(System.nanoTime());
        }
        done.complete(tally);
        Set.copyOf(lanes).forEach(Lane::close);
    }
}
