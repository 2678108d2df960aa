package dev.slipway.edge;

import dev.slipway.edge.proxy.Worker;
import dev.slipway.kit.Problem;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The sockets that clients connect to: one for each loop and address, so that the kernel spreads
 * connections and none is handed between threads.
 */
final class Listeners {
  private static final int BACKLOG = 4096;

  private final Transport transport;
  private final EventLoopGroup group;
  private final List<Worker> workers;
  private final Ports ports;
  private final List<Channel> open = new ArrayList<>();

  /** Whose the ports may be when we begin. */
  enum Ports {
    /** Nobody's: we are the only edge of this folder. */
    FREE,
    /** The edge's before us, which we take over from. */
    TAKEN_OVER
  }

  Listeners(Transport transport, EventLoopGroup group, List<Worker> workers, Ports ports) {
    this.transport = transport;
    this.group = group;
    this.workers = workers;
    this.ports = ports;
  }

  /** Listens, and returns the port, which is the address's own unless that was 0. */
  int listen(InetSocketAddress address, BiConsumer<Worker, SocketChannel> accept) {
    if (transport == Transport.NIO) {
      return port(bind(new ServerBootstrap().group(group), address, accept));
    }
    if (ports == Ports.FREE) {
      SoleListener.checkFree(address);
    }
    var at = address;
    for (var worker : workers) {
      var bootstrap =
          new ServerBootstrap()
              .group(worker.loop(), worker.loop())
              .option(UnixChannelOption.SO_REUSEPORT, true);
      at = new InetSocketAddress(at.getAddress(), port(bind(bootstrap, at, accept)));
    }
    if (ports == Ports.FREE) {
      SoleListener.checkAlone(address, at.getPort());
    }
    return at.getPort();
  }

  private Channel bind(
      ServerBootstrap bootstrap,
      InetSocketAddress address,
      BiConsumer<Worker, SocketChannel> accept) {
    var bound =
        bootstrap
            .channel(transport.serverChannels())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept.accept(workerOf(channel), channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4011",
              "edge can't listen on " + address + ": " + bound.cause().getMessage(),
              "another program may have the port (ss -ltnp); ports below 1024 need a privilege")
          .exception(bound.cause());
    }
    open.add(bound.channel());
    return bound.channel();
  }

  private Worker workerOf(Channel channel) {
    for (var worker : workers) {
      if (worker.loop().equals(channel.eventLoop())) {
        return worker;
      }
    }
    throw new IllegalStateException("a connection came on a loop without a worker");
  }

  private static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Lets new connections come here and no more to the edge before, whose sockets are older. */
  void steerFrom(int older) {
    var steered = new HashSet<Integer>();
    for (var channel : open) {
      if (channel instanceof UnixChannel unix && steered.add(port(channel))) {
        Steering.toYounger(unix.fd().intValue(), older, workers.size());
      }
    }
  }

  void close() {
    open.forEach(channel -> channel.close().awaitUninterruptibly());
  }
}
