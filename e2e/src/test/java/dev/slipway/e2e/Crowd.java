package dev.slipway.e2e;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** People who ask without a pause, each for the front page and then with an invoice. */
final class Crowd implements AutoCloseable {
  private static final int PEOPLE = 4;
  private static final long PAUSE_NANOS = 40_000_000;
  private static final int LIMIT_MILLIS = 30_000;

  /**
   * What somebody was told.
   *
   * @param text of the whole answer; how it failed if there was none
   */
  record Told(String asked, int status, String text) {
    boolean by(String release) {
      return text.endsWith("shop " + release + "\n");
    }
  }

  private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
  private final List<Thread> people = new ArrayList<>();
  private volatile boolean over;

  Crowd(int port, String host) {
    for (var i = 0; i < PEOPLE; i++) {
      people.add(Thread.ofVirtual().start(() -> live(port, host)));
    }
  }

  private void live(int port, String host) {
    while (!over) {
      told.add(ask(port, host, "GET /"));
      told.add(ask(port, host, "POST /api/invoices"));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  static Told ask(int port, String host, String request) {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(LIMIT_MILLIS);
      var head =
          " HTTP/1.1\r\nHost: "
              + host
              + "\r\nAccept: text/html\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write((request + head).getBytes(StandardCharsets.US_ASCII));
      var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Told(
          request, text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12)), text);
    } catch (IOException e) {
      return new Told(request, 0, e.toString());
    }
  }

  /** Everything until now; what comes from now on is counted anew. */
  List<Told> soFar() {
    var all = new ArrayList<Told>();
    for (var next = told.poll(); next != null; next = told.poll()) {
      all.add(next);
    }
    return all;
  }

  /** How often each answer came, to be shown when a test fails. */
  static Map<String, Integer> sorts(Collection<Told> answers) {
    var sorts = new HashMap<String, Integer>();
    answers.forEach(
        one -> {
          var lines = one.text().strip().lines().toList();
          var last = lines.isEmpty() ? "" : lines.getLast();
          sorts.merge(one.asked() + " " + one.status() + " " + last, 1, Integer::sum);
        });
    return sorts;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (var person : people) {
      person.join();
    }
  }
}
