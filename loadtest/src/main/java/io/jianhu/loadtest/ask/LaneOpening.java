package io.jianhu.loadtest.ask;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;

/** Furnishes the channel of a lane. */
final class LaneOpening extends ChannelInitializer<SocketChannel> {

    private final Lane lane;
    private final Reading reading;

    LaneOpening(Lane lane, Reading reading) {
        this.lane = lane;
        this.reading = reading;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new HttpClientCodec(), lane);
        reading.fit(channel.pipeline());
    }
}
