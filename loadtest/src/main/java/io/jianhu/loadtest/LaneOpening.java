package io.jianhu.loadtest;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;

/** Furnishes the channel of a lane. */
final class LaneOpening extends ChannelInitializer<SocketChannel> {

    private final Lane lane;

    LaneOpening(Lane lane) {
        this.lane = lane;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new HttpClientCodec(), lane);
    }
}
