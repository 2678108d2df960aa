package dev.slipway.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance over plain sockets that decides itself when a kept connection ends. */
final class TestingSockets implements AutoCloseable {
  private static final int FIRST_REQUEST_MILLIS = 20_000;

  /** How it treats its connections. */
  interface Manners {
    /** How long it waits for another request on a connection that it has answered on. */
    int patienceMillis();

    /** Whether it answers this request, after so many on the connection, or just hangs up. */
    boolean answers(String line, int before);
  }

  private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
  private final Manners manners;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger hungUp = new AtomicInteger();

  private TestingSockets(Manners manners) throws IOException {
    this.manners = manners;
  }

  static TestingSockets with(Manners manners) throws IOException {
    var started = new TestingSockets(manners);
    Thread.ofVirtual().start(started::accept);
    return started;
  }

  int port() {
    return server.getLocalPort();
  }

  /** First lines of the requests that it has read. */
  Queue<String> lines() {
    return lines;
  }

  /** Connections so far. */
  int connections() {
    return connections.get();
  }

  /** Connections that it has ended because nothing came. */
  int hungUp() {
    return hungUp.get();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        open.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(FIRST_REQUEST_MILLIS);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var before = 0; ; before++) {
        var head = head(in);
        if (head.isEmpty()) {
          return;
        }
        var line = head.substring(0, head.indexOf('\r'));
        in.readNBytes(length(head));
        lines.add(line);
        if (!manners.answers(line, before)) {
          return;
        }
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhere".getBytes());
        socket.setSoTimeout(manners.patienceMillis());
      }
    } catch (SocketTimeoutException nothingCame) {
      hungUp.incrementAndGet();
    } catch (IOException gone) {
      // The edge has left.
    } finally {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      var next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase().startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .sum();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
