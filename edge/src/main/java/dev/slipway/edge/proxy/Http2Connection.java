package dev.slipway.edge.proxy;

import dev.slipway.edge.proxy.Deadlines.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;

/**
 * A client's HTTP/2 connection: each stream is a client of its own, on the connection's loop. Rapid
 * resets, floods of continuations and of control frames end it.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements Connection {
  private static final int MOST_STREAMS = 128;
  private static final int WINDOW = 256 << 10;
  private static final int MOST_RESETS = 200;
  private static final int RESET_WINDOW_SECONDS = 10;

  private final Worker worker;
  private final Channel channel;
  private final Deadline deadline;
  private int streams;
  private boolean draining;

  private Http2Connection(Worker worker, Channel channel) {
    this.worker = worker;
    this.channel = channel;
    this.deadline = worker.deadlines().open(this::drain);
    deadline.in(ClientTimes.BETWEEN_REQUESTS);
    worker.connections(this, true);
  }

  static void open(Worker worker, Channel channel, Peer peer, ChannelPipeline pipeline) {
    var connection = new Http2Connection(worker, channel);
    var settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(MOST_STREAMS)
            .initialWindowSize(WINDOW)
            .maxHeaderListSize(Worker.LONGEST_HEAD);
    pipeline.addLast(
        Http2FrameCodecBuilder.forServer()
            .initialSettings(settings)
            .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_WINDOW_SECONDS)
            .build(),
        new Http2MultiplexHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Client(worker, connection, stream, peer));
              }
            }),
        connection);
    if (worker.closing()) {
      // Its handshake was under way when the others were told.
      connection.drain();
    }
  }

  void begun() {
    streams++;
    deadline.never();
  }

  void ended() {
    streams--;
    if (streams == 0) {
      deadline.in(draining ? ClientTimes.LINGER : ClientTimes.BETWEEN_REQUESTS);
    }
  }

  @Override
  public void drain() {
    if (draining) {
      channel.close();
      return;
    }
    draining = true;
    // What the client sent before it read the word is still answered.
    channel.writeAndFlush(
        new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
    if (streams == 0) {
      // The client may have sent a request before it read the word: it gets a moment, here and
      // after the last answer. Most close by themselves.
      deadline.in(ClientTimes.LINGER);
    }
  }

  @Override
  public void closeUnused() {
    if (streams == 0) {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.close();
    worker.connections(this, false);
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof Http2Exception) {
      // The codec tells the client what it did wrong, and closes: a close of ours would come first.
      return;
    }
    worker.unexpected(cause);
    context.close();
  }
}
