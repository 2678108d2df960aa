package dev.slipway.edge;

import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.edge.EdgeAdmin;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The edge that serves from the same state folder while this one starts. It is spoken to over a
 * connection that was made before this one took the socket's name.
 */
final class Predecessor implements AutoCloseable {
  private final SocketChannel channel;
  private final int loops;

  private Predecessor(SocketChannel channel, int loops) {
    this.channel = channel;
    this.loops = loops;
  }

  /** The one that answers, if any; a socket that a killed edge left behind answers nobody. */
  static Optional<Predecessor> in(Path state) {
    try {
      var loops = new EdgeAdmin(state).health().loops();
      var socket = UnixDomainSocketAddress.of(state.resolve(EdgeAdmin.SOCKET));
      return Optional.of(new Predecessor(SocketChannel.open(socket), loops));
    } catch (IOException | ProblemException nobody) {
      return Optional.empty();
    }
  }

  /** How many sockets it has for each address. */
  int loops() {
    return loops;
  }

  /**
   * Tells it to take no more connections and to end with those it has; returns when it has heard.
   */
  void retire() throws IOException {
    channel.write(
        ByteBuffer.wrap(
            "POST /retire HTTP/1.1\r\nhost: edge\r\ncontent-length: 0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII)));
    if (channel.read(ByteBuffer.allocate(4096)) < 0) {
      throw new IOException("the edge before this one ended without a word");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
