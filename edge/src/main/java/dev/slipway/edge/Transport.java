package dev.slipway.edge;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.function.Supplier;

/** How bytes get to and from the kernel: the fastest way that this machine allows. */
@SuppressWarnings("ImmutableEnumChecker") // The suppliers have no state.
enum Transport {
  IO_URING(
      "io_uring",
      IoUring::isAvailable,
      IoUringServerSocketChannel.class,
      IoUringSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return IoUringIoHandler.newFactory();
    }
  },
  EPOLL("epoll", Epoll::isAvailable, EpollServerSocketChannel.class, EpollSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }
  },
  NIO("nio", () -> true, NioServerSocketChannel.class, NioSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }
  };

  private final String text;
  private final Supplier<Boolean> available;
  private final Class<? extends ServerChannel> serverChannels;
  private final Class<? extends Channel> channels;

  Transport(
      String text,
      Supplier<Boolean> available,
      Class<? extends ServerChannel> serverChannels,
      Class<? extends Channel> channels) {
    this.text = text;
    this.available = available;
    this.serverChannels = serverChannels;
    this.channels = channels;
  }

  /** The first that works here, or the one that was asked for. */
  static Transport choose(String wanted) {
    for (var transport : values()) {
      if (transport.text.equals(wanted) || wanted.isEmpty() && transport.available.get()) {
        return transport;
      }
    }
    throw new IllegalArgumentException("no transport " + wanted);
  }

  abstract IoHandlerFactory handlers();

  String text() {
    return text;
  }

  Class<? extends ServerChannel> serverChannels() {
    return serverChannels;
  }

  Class<? extends Channel> channels() {
    return channels;
  }
}
