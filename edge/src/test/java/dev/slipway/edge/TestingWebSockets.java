package dev.slipway.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** An instance with a WebSocket that sends back what it gets. */
final class TestingWebSockets implements AutoCloseable {
  private static final int CLOSE = 8;

  private final ServerSocket listening;

  private TestingWebSockets(ServerSocket listening) {
    this.listening = listening;
  }

  static TestingWebSockets start() throws IOException {
    var server = new TestingWebSockets(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      var out = socket.getOutputStream();
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key(in))
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      while (echo(in, out)) {
        out.flush();
      }
    } catch (IOException gone) {
      // The edge has left, as it does when its client has.
    }
  }

  private static String key(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    return head.toString()
        .lines()
        .filter(line -> line.toLowerCase().startsWith("sec-websocket-key:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(
              digest.digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one frame back unmasked; false after a close frame. */
  private static boolean echo(InputStream in, OutputStream out) throws IOException {
    var first = in.read();
    if (first < 0) {
      return false;
    }
    var length = in.read() & 0x7f;
    if (length == 126) {
      length = in.read() << 8 | in.read();
    }
    var mask = in.readNBytes(4);
    var payload = in.readNBytes(length);
    for (var i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    out.write(first);
    if (length < 126) {
      out.write(length);
    } else {
      out.write(new byte[] {126, (byte) (length >> 8), (byte) length});
    }
    out.write(payload);
    return (first & 15) != CLOSE;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
