package dev.slipway.postgres.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A line between a client and a server on which connections go wrong, each in its own way. */
public final class BadLine implements AutoCloseable {
  /** What happens to a connection. */
  public enum Fault {
    NONE,
    /** Answered with 503 without asking the server. */
    UNAVAILABLE,
    /** Closed in the middle of what the client sends. */
    REQUEST_CUT,
    /** Closed in the middle of what the server answers. */
    ANSWER_CUT,
    /** Nothing more arrives, and nobody says so. */
    ANSWER_STALLS,
    /** A bit of what the client sends arrives changed. */
    REQUEST_CHANGED
  }

  private final ServerSocket listener;
  private final int server;
  private final List<Fault> faults;
  private final int after;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger happened = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private BadLine(int server, int after, List<Fault> faults) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.faults = faults;
    this.after = after;
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * @param after so many bytes of a connection the fault happens, and somewhat later on each next
   * @param faults of the connections in turn, over and over
   */
  public static BadLine to(int server, int after, Fault... faults) throws IOException {
    return new BadLine(server, after, List.of(faults));
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** How often something went wrong. */
  public int faults() {
    return happened.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        open.add(client);
        var number = connections.getAndIncrement();
        Thread.ofVirtual().start(() -> serve(client, number));
      }
    } catch (IOException closedNow) {
      // That is its end.
    }
  }

  private void serve(Socket client, int number) {
    var fault = faults.get(number % faults.size());
    var bytes = after + number * 997 % (after + 1);
    try {
      if (fault == Fault.UNAVAILABLE) {
        happened.incrementAndGet();
        unavailable(client);
        return;
      }
      var upstream = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(upstream);
      Thread.ofVirtual()
          .start(
              () ->
                  copy(
                      client,
                      upstream,
                      fault == Fault.REQUEST_CUT || fault == Fault.REQUEST_CHANGED
                          ? fault
                          : Fault.NONE,
                      bytes));
      copy(
          upstream,
          client,
          fault == Fault.ANSWER_CUT || fault == Fault.ANSWER_STALLS ? fault : Fault.NONE,
          bytes);
    } catch (IOException gone) {
      close(client);
    }
  }

  private static void unavailable(Socket client) throws IOException {
    client.getInputStream().read(new byte[65536]);
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    // What the client still sends is read, or the answer would be lost in a reset.
    client.shutdownOutput();
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
    client.close();
  }

  private void copy(Socket from, Socket to, Fault fault, int limit) {
    var buffer = new byte[16384];
    var passed = 0L;
    try (var input = from.getInputStream()) {
      for (var got = read(input, buffer); got > 0; got = read(input, buffer)) {
        var isDue = fault != Fault.NONE && passed + got > limit;
        if (isDue && (fault != Fault.REQUEST_CHANGED || passed <= limit)) {
          happened.incrementAndGet();
        }
        if (isDue && fault == Fault.ANSWER_STALLS) {
          closed.await();
        }
        if (isDue && fault == Fault.REQUEST_CHANGED && passed <= limit) {
          buffer[(int) (limit - passed)] ^= 0x10;
        } else if (isDue && fault != Fault.REQUEST_CHANGED) {
          to.getOutputStream().write(buffer, 0, (int) Math.max(0, limit - passed));
          break;
        }
        to.getOutputStream().write(buffer, 0, got);
        passed += got;
      }
    } catch (IOException | InterruptedException gone) {
      // Either side has left.
    } finally {
      close(from);
      close(to);
    }
  }

  private static int read(InputStream input, byte[] buffer) throws IOException {
    return input.read(buffer);
  }

  private void close(Socket socket) {
    try {
      open.remove(socket);
      socket.close();
    } catch (IOException gone) {
      // It was closed already.
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    open.forEach(this::close);
  }
}
