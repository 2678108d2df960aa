package dev.slipway.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An instance that speaks HTTP/2 in the clear and nothing else. What it does stands in the path.
 */
final class TestingHttp2Backend implements AutoCloseable {
  private static final ByteBuf PART =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("0123456789abcdef".repeat(1024), StandardCharsets.US_ASCII));

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final int port;
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();
  final AtomicBoolean well = new AtomicBoolean(true);
  final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

  TestingHttp2Backend(int mostStreams) {
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connections.incrementAndGet();
                    open.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer()
                                .initialSettings(
                                    Http2Settings.defaultSettings()
                                        .maxConcurrentStreams(mostStreams))
                                .build(),
                            new Http2MultiplexHandler(
                                new ChannelInitializer<Channel>() {
                                  @Override
                                  protected void initChannel(Channel stream) {
                                    stream.pipeline().addLast(new Stream());
                                  }
                                }));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .awaitUninterruptibly()
            .channel();
    port = ((InetSocketAddress) listening.localAddress()).getPort();
  }

  int port() {
    return port;
  }

  private final class Stream extends ChannelInboundHandlerAdapter {
    private Http2Headers request;
    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2HeadersFrame head) {
        if (request == null) {
          request = head.headers();
          requests.incrementAndGet();
        }
        began(context, head.isEndStream());
      } else if (message instanceof Http2DataFrame data) {
        bytes += data.content().readableBytes();
        if (data.isEndStream()) {
          answer(context);
        }
      }
      ReferenceCountUtil.release(message);
    }

    private void began(ChannelHandlerContext context, boolean ended) {
      var path = request.path().toString();
      switch (path) {
        case "/refused-once", "/gone-once" -> {
          if (refusedOnce.add(path)) {
            if (path.startsWith("/gone")) {
              context
                  .channel()
                  .parent()
                  .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            }
            context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
            return;
          }
        }
        case "/reset" -> {
          context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
          return;
        }
        case "/cut" -> {
          context.write(new DefaultHttp2HeadersFrame(head("200"), false));
          context.write(data("half"));
          context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
          return;
        }
        case "/silent" -> {
          return;
        }
        case "/health" -> {
          var status = well.get() ? "204" : "503";
          context.write(new DefaultHttp2HeadersFrame(head("103"), false));
          context.writeAndFlush(new DefaultHttp2HeadersFrame(head(status), true));
          return;
        }
        default -> {}
      }
      if (ended) {
        answer(context);
      }
    }

    private void answer(ChannelHandlerContext context) {
      var path = request.path().toString();
      if (path.equals("/large")) {
        context.write(new DefaultHttp2HeadersFrame(head("200"), false));
        for (var i = 0; i < 256; i++) {
          context.write(new DefaultHttp2DataFrame(PART.retainedDuplicate(), false));
        }
        context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
        return;
      }
      var text =
          request.method()
              + " "
              + path
              + " "
              + request.authority()
              + " "
              + bytes
              + " te="
              + request.get("te")
              + " connection="
              + request.get("connection");
      context.write(new DefaultHttp2HeadersFrame(head("200"), false));
      context.write(data(text));
      var trailers = new DefaultHttp2Headers().add("grpc-status", "0");
      context.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
    }

    private static Http2Headers head(String status) {
      return new DefaultHttp2Headers().status(status).add("content-type", "application/grpc");
    }

    private static DefaultHttp2DataFrame data(String text) {
      return new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), false);
    }
  }

  @Override
  public void close() {
    if (group.isShuttingDown()) {
      return;
    }
    listening.close().awaitUninterruptibly();
    // As when its process dies: the codec would wait for its streams, and leave sockets open.
    for (var channel : open) {
      channel.eventLoop().submit(() -> channel.unsafe().closeForcibly()).awaitUninterruptibly();
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
