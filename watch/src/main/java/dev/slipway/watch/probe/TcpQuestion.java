package dev.slipway.watch.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Whether a port takes a connection. */
final class TcpQuestion {
  private TcpQuestion() {}

  static Probe.Result ask(String text) {
    var colon = text.lastIndexOf(':');
    var host = text.substring(0, colon).replaceAll("^\\[|]$", "");
    var port = Integer.parseInt(text.substring(colon + 1));
    try (var socket = new Socket()) {
      connect(socket, host, port);
      return new Probe.Result.Passed();
    } catch (IOException e) {
      return new Probe.Result.Failed(text + ": " + OwnProbes.why(e));
    }
  }

  /** Connects within the limit, and reads no longer than that either. */
  static void connect(Socket socket, String host, int port) throws IOException {
    var limit = (int) Probes.LIMIT.toMillis();
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException(host + " has no address");
    }
    try {
      socket.setSoTimeout(limit);
      socket.connect(address, limit);
    } catch (SocketTimeoutException e) {
      throw new IOException("no connection within " + Probes.LIMIT.toSeconds() + " s", e);
    }
  }
}
