package dev.slipway.edge.proxy;

import dev.slipway.protocol.edge.PoolPolicy;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/** Opens connections to instances, on the loop of the client that needs them. */
final class Connector {
  private final Worker worker;
  private final EventLoop loop;
  private final Class<? extends Channel> channels;

  Connector(Worker worker, EventLoop loop, Class<? extends Channel> channels) {
    this.worker = worker;
    this.loop = loop;
    this.channels = channels;
  }

  void connect(Lane lane, PoolPolicy policy, Exchange exchange) {
    open(
            lane,
            policy,
            channel -> channel.pipeline().addLast(new Http1Upstream(worker, lane, channel)))
        .addListener(
            (ChannelFutureListener)
                done -> connected(done.channel(), done.isSuccess(), lane, exchange));
  }

  /** A stream of a connection that there is, or of a new one. */
  void stream(Lane lane, PoolPolicy policy, Exchange exchange) {
    var known = lane.link();
    if (known != null) {
      known.stream(exchange);
      return;
    }
    var link = new Http2Link(worker, lane, policy);
    lane.opened(link);
    link.stream(exchange);
    open(lane, policy, link::on)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                link.close();
              }
            });
  }

  private ChannelFuture open(Lane lane, PoolPolicy policy, Consumer<Channel> begin) {
    return new Bootstrap()
        .group(loop)
        .channel(channels)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) policy.connect().toMillis())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                begin.accept(channel);
              }
            })
        .connect(lane.instance().address());
  }

  private void connected(Channel channel, boolean success, Lane lane, Exchange exchange) {
    if (!success) {
      exchange.connectFailed(lane);
      return;
    }
    var upstream = channel.pipeline().get(Http1Upstream.class);
    if (upstream == null) {
      exchange.connectFailed(lane);
    } else if (!exchange.connected(upstream)) {
      upstream.offer();
    }
  }
}
