package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Kept connections that the only instance ends as it likes. */
final class KeptConnectionTest {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = 400;

  /** Ends unused connections after so long. */
  private record Patience(int least, int most) implements TestingSockets.Manners {
    @Override
    public int patienceMillis() {
      return ThreadLocalRandom.current().nextInt(least, most + 1);
    }

    @Override
    public boolean answers(String line, int before) {
      return true;
    }
  }

  /** Reads the second request of each connection, and hangs up. */
  private static final class Once implements TestingSockets.Manners {
    @Override
    public int patienceMillis() {
      return 20_000;
    }

    @Override
    public boolean answers(String line, int before) {
      return before == 0;
    }
  }

  private static TestingEdge before(TestingSockets instance) {
    var edge = TestingEdge.start();
    edge.serve(Pool.of("app", List.of(Target.local("only", "v1", instance.port()))));
    return edge;
  }

  @Test
  void underLoadNoReadFailsAndNothingIsPostedTwice() throws Exception {
    var failedReads = new ConcurrentLinkedQueue<String>();
    var failedPosts = new AtomicInteger();
    try (var instance = TestingSockets.with(new Patience(1, 12));
        var edge = before(instance)) {
      var clients = new ArrayList<Thread>();
      for (var i = 0; i < CLIENTS; i++) {
        var name = "/" + i + "-";
        clients.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (var n = 0; n < REQUESTS; n++) {
                        if (n % 4 == 0) {
                          var answer = edge.send("POST", name + n, "body");
                          failedPosts.addAndGet(answer.statusCode() == 200 ? 0 : 1);
                        } else {
                          var answer = edge.get(name + n);
                          if (answer.statusCode() != 200) {
                            failedReads.add(answer.body());
                          }
                        }
                        pause();
                      }
                    }));
      }
      for (var client : clients) {
        client.join();
      }
      var posts = instance.lines().stream().filter(line -> line.startsWith("POST")).toList();
      System.out.printf(
          "%d requests, %d connections ended by the instance, reads failed %d, posts failed %d%n",
          CLIENTS * REQUESTS, instance.hungUp(), failedReads.size(), failedPosts.get());
      assertThat(instance.hungUp()).isGreaterThan(50);
      assertThat(failedReads).isEmpty();
      assertThat(new HashSet<>(posts)).hasSameSizeAs(posts);
      assertThat(failedPosts.get()).isLessThan(CLIENTS * REQUESTS / 4 / 10);
    }
  }

  /** As long as the instance's own patience, so that both often end in the same moment. */
  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(0, 12)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReadGoesToTheSameInstanceAgainOnceAndAWriteDoesNot() throws Exception {
    try (var instance = TestingSockets.with(new Once());
        var edge = before(instance);
        var client = edge.connect()) {
      var in = client.getInputStream();
      // One connection of a client: the instance's connection is kept on the same loop.
      for (var request : List.of("GET /1", "GET /2", "POST /3")) {
        client.getOutputStream().write((request + " HTTP/1.1\r\nhost: a\r\n\r\n").getBytes());
        var part = new byte[4096];
        var answer = new String(part, 0, in.read(part));
        assertThat(answer).startsWith(request.startsWith("GET") ? "HTTP/1.1 200" : "HTTP/1.1 502");
      }
      assertThat(instance.lines().stream().map(line -> line.replace(" HTTP/1.1", "")))
          .containsExactly("GET /1", "GET /2", "GET /2", "POST /3");
      assertThat(edge.admin().figures(60).instances())
          .singleElement()
          .satisfies(figures -> assertThat(figures.traffic().total().retries()).isEqualTo(1));
    }
  }

  @Test
  void aWriteDoesNotMeetAConnectionThatHasRested() throws Exception {
    try (var instance = TestingSockets.with(new Patience(20_000, 20_000));
        var edge = before(instance);
        var client = edge.connect()) {
      for (var request : List.of("GET /1", "POST /2", "POST /3")) {
        if (request.equals("POST /3")) {
          Eventually.stays("kept open", () -> instance.hungUp() == 0);
        }
        client.getOutputStream().write((request + " HTTP/1.1\r\nhost: a\r\n\r\n").getBytes());
        var part = new byte[4096];
        assertThat(client.getInputStream().read(part)).isPositive();
        assertThat(instance.connections()).isEqualTo(request.equals("POST /3") ? 2 : 1);
      }
    }
  }
}
