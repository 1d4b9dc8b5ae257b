package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;

/** What it takes to reach models: connections, addresses, their health, and who counts the calls. */
public record Models(Pool pool, Names names, Fleets fleets, Upstreams upstreams) {

    /**
     * Models on the network as it is.
     *
     * @param sockets the kind that the event loops serve
     */
    public static Models of(
            Class<? extends SocketChannel> sockets, Reach reach, Upstreams upstreams, InstantSource clock) {
        return new Models(
                new Pool(sockets),
                new Names(InetAddress::getAllByName, reach),
                new Fleets(clock, upstreams),
                upstreams);
    }

    /**
     * A question to a robot's model, not yet asked.
     *
     * @param loop the event loop on which everything happens
     * @param letter what is sent
     * @param patience how long all attempts together may take
     */
    public Inquiry ask(EventLoop loop, Robot robot, Letter letter, Duration patience, Inquiry.Hearer hearer) {
        return new Inquiry(this, loop, robot, letter, patience, hearer);
    }

    /** Says how it goes with a robot's model, before it is asked. */
    public void expect(Robot robot) {
        fleets.of(robot);
    }
}
