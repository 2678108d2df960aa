package dev.slipway.operations;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to the store that can be cut: then nothing passes and nobody is told, as when a switch
 * dies.
 */
final class CuttableNetwork implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private volatile int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  CuttableNetwork(int target) throws IOException {
    this.target = target;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/postgres";
  }

  /** New connections go there from now on. */
  void leadTo(int port) {
    target = port;
  }

  void cut() {
    cut = true;
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        lead(server.accept());
      } catch (IOException e) {
        return;
      }
    }
  }

  private void lead(Socket near) throws IOException {
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(near);
      sockets.add(far);
      Thread.ofVirtual().start(() -> carry(near, far));
      Thread.ofVirtual().start(() -> carry(far, near));
    } catch (ConnectException e) {
      near.close();
    }
  }

  private void carry(Socket from, Socket to) {
    var bytes = new byte[8192];
    try (from;
        to) {
      while (true) {
        var count = from.getInputStream().read(bytes);
        while (cut) {
          Thread.sleep(20);
        }
        if (count < 0) {
          return;
        }
        to.getOutputStream().write(bytes, 0, count);
        to.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException e) {
      // One side is gone: so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : sockets) {
      socket.close();
    }
  }
}
