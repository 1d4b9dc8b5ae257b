package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the questions of a {@link Dialogue}, each once, and measures and checks their answers. One run at a time. */
public final class Generator implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5000;
    private static final long MARGIN_SECONDS = 30;

    private final Dialogue dialogue;
    private final Reading reading;
    private final Transport transport = Transport.open(1);
    private final AtomicLong numbers;

    /** Asks from the first question on, and takes the answers as they come. */
    public Generator(Dialogue dialogue) {
        this(dialogue, Reading.AT_ONCE, 0);
    }

    /** @param first the number of the first question, so that several generators ask none twice */
    public Generator(Dialogue dialogue, Reading reading, long first) {
        this.dialogue = dialogue;
        this.reading = reading;
        this.numbers = new AtomicLong(first);
    }

    /** Runs to the end. */
    public Tally run(Order order, Demand demand) throws InterruptedException {
        Bootstrap bootstrap = reading.fit(new Bootstrap())
                .group(transport.loops())
                .channel(transport.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        Run run = new Run(
                transport.loops().next(), bootstrap, dialogue, reading, order, demand, numbers::getAndIncrement);
        try {
            return run.start().get(demand.duration().toSeconds() + MARGIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the run did not end", e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
