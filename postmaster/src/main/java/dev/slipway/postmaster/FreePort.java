package dev.slipway.postmaster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class FreePort {
  private FreePort() {}

  /** One that nobody listens on now; whoever uses it must be ready to lose the race. */
  public static int any() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** The wished one if it is free, else any. */
  public static int preferring(int wished) throws IOException {
    return wished > 0 && isFree(wished) ? wished : any();
  }
}
