package dev.slipway.edge.admin;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.edge.EdgeAdmin;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Listens on the admin socket, on a thread of its own: a table that takes long to read must not
 * keep traffic waiting.
 */
public final class AdminServer implements AutoCloseable {
  /** Ten thousand routes take about 5 MiB. */
  private static final int LARGEST_TABLE = 256 << 20;

  private final MultiThreadIoEventLoopGroup group;
  private final Channel listening;
  private final AdminAnswers answers;

  private AdminServer(MultiThreadIoEventLoopGroup group, Channel listening, AdminAnswers answers) {
    this.group = group;
    this.listening = listening;
    this.answers = answers;
  }

  public static AdminServer start(Path state, AdminAnswers answers) throws IOException {
    var socket = state.resolve(EdgeAdmin.SOCKET);
    // Bound aside and renamed: the name is never that of a socket others may connect to, and an
    // edge that takes over from another one replaces its socket in one step.
    var aside = state.resolve(EdgeAdmin.SOCKET + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(aside);
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_TABLE))
                        .addLast(new AdminHandler(answers));
                  }
                })
            .bind(UnixDomainSocketAddress.of(aside))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      group.shutdownGracefully();
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4012",
              "edge can't open its admin socket " + socket + ": " + bound.cause().getMessage(),
              "a socket's path may have 107 characters at most: choose a shorter --state")
          .exception(bound.cause());
    }
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    Files.move(aside, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new AdminServer(group, bound.channel(), answers);
  }

  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    answers.close();
  }
}
