package dev.slipway.edge.proxy;

import dev.slipway.edge.proxy.Deadlines.Deadline;
import dev.slipway.protocol.edge.PoolPolicy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an instance that speaks HTTP/2 with prior knowledge: many exchanges at once. What
 * wants to go before the instance has said how many it takes waits here.
 */
final class Http2Link extends ChannelInboundHandlerAdapter {
  private static final int WINDOW = 256 << 10;

  private static final int MOST_STREAMS = 1000;

  private final Worker worker;
  private final Lane lane;
  private final PoolPolicy policy;
  private final Deadline deadline;
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private final Set<Http2Upstream> open = new HashSet<>();
  private @Nullable Channel channel;
  private boolean ready;
  private boolean leaving;
  private boolean closed;
  private int streams;
  private boolean used;

  Http2Link(Worker worker, Lane lane, PoolPolicy policy) {
    this.worker = worker;
    this.lane = lane;
    this.policy = policy;
    this.deadline = worker.deadlines().open(this::close);
  }

  /** Whether another exchange may come. */
  boolean hasRoom() {
    return !leaving && !closed && streams + waiting.size() < lane.mostStreams();
  }

  void on(Channel connected) {
    channel = connected;
    // One that takes the connection and never says a word of HTTP/2 is no instance of this pool.
    deadline.in(policy.connect().toNanos());
    connected
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient()
                .initialSettings(
                    Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(Worker.LONGEST_HEAD))
                .build(),
            new Http2MultiplexHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel pushed) {
                    pushed.close();
                  }
                }),
            this);
  }

  /** Gives the exchange a stream, now or when the instance has said that it speaks HTTP/2. */
  void stream(Exchange exchange) {
    if (ready) {
      open(exchange);
    } else {
      waiting.add(exchange);
    }
  }

  private void open(Exchange exchange) {
    var on = channel;
    if (on == null || closed || !on.isActive()) {
      exchange.connectFailed(lane);
      return;
    }
    streams++;
    deadline.never();
    var upstream = new Http2Upstream(worker, this, used);
    used = true;
    open.add(upstream);
    new Http2StreamChannelBootstrap(on)
        .handler(upstream)
        .open()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                upstream.discard();
                ended(upstream);
                exchange.connectFailed(lane);
                return;
              }
              upstream.on((Http2StreamChannel) done.getNow());
              if (!exchange.connected(upstream)) {
                upstream.abandon();
              }
            });
  }

  Lane lane() {
    return lane;
  }

  /** A stream is over. */
  void ended(Http2Upstream upstream) {
    open.remove(upstream);
    streams--;
    if (streams == 0 && waiting.isEmpty()) {
      if (leaving || !lane.instance().routed()) {
        close();
      } else {
        deadline.in(lane.keepNanos());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Http2SettingsFrame frame) {
      var said = frame.settings().maxConcurrentStreams();
      if (said != null) {
        lane.mostStreams(Math.clamp(said, 1, MOST_STREAMS));
      }
      begin();
    } else if (message instanceof Http2GoAwayFrame) {
      // Streams that it still answers go on; those that it doesn't are told by the codec.
      leaving = true;
      if (streams == 0) {
        context.close();
      }
    }
    ReferenceCountUtil.release(message);
  }

  private void begin() {
    if (!ready) {
      ready = true;
      deadline.in(lane.keepNanos());
      while (!waiting.isEmpty() && streams < lane.mostStreams()) {
        open(waiting.remove());
      }
      // There were more than it takes at once: the others get a connection of their own.
      var others = new ArrayList<>(waiting);
      waiting.clear();
      others.forEach(other -> worker.connector().stream(lane, policy, other));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    close();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    worker.unexpected(cause);
    context.close();
  }

  /** The instance gets no new requests. */
  void drain() {
    leaving = true;
    if (streams == 0 && waiting.isEmpty()) {
      close();
    }
  }

  /** Whoever waits is told, and so are streams: one that was never written hears of nothing. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    deadline.close();
    lane.closed(this);
    var on = channel;
    if (on != null) {
      on.close();
    }
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      next.connectFailed(lane);
    }
    for (var upstream : new ArrayList<>(open)) {
      upstream.connectionEnded();
    }
  }
}
