package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a hostile client may do with streams and frames; others are served, memory stays bounded.
 */
@Timeout(120)
@Isolated("the memory that it watches is the whole process's")
final class Http2AttackTest {
  private static final int MANY = 50_000;
  private static final int PROTOCOL_ERROR = 1;
  private static final int ENHANCE_YOUR_CALM = 11;

  @RegisterExtension static final BoundedMemory MEMORY = new BoundedMemory(48L << 20);

  private static TestingBackend backend;
  private static TestingEdge edge;

  @BeforeAll
  static void start() throws Exception {
    backend = TestingBackend.saying("fine");
    edge = TestingEdge.serving(backend);
  }

  @AfterAll
  static void stop() {
    edge.close();
    backend.close();
  }

  private interface Attack {
    void by(TestingHttp2 client) throws IOException;
  }

  /** The edge ends it, says why, and nobody else notices. */
  private void endsIt(String name, int code, Attack attack) throws Exception {
    try (var client = client()) {
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      attack.by(client);
                      client.flush();
                    } catch (IOException endedMeanwhile) {
                      // As it should.
                    }
                  });
      var told = client.awaitEnd();
      writer.join();
      assertThat(told).describedAs(name).isIn(code, -1);
      MEMORY.check();
    }
    assertThat(edge.get("/").body()).isEqualTo("fine");
  }

  private static TestingHttp2 client() throws Exception {
    return new TestingHttp2(edge.running().ports().https(), TlsTest.trusting());
  }

  @Test
  void streamsThatAreTakenBackAtOnce() throws Exception {
    var before = backend.requests();
    endsIt(
        "rapid reset",
        ENHANCE_YOUR_CALM,
        client -> {
          for (var i = 0; i < MANY; i++) {
            client.send(
                TestingHttp2.HEADERS,
                TestingHttp2.END_HEADERS | TestingHttp2.END_STREAM,
                2 * i + 1,
                TestingHttp2.get());
            client.send(TestingHttp2.RESET, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
          }
        });
    // So many resets are let pass in ten seconds, and no more requests than those are made.
    assertThat(backend.requests() - before).isLessThan(400);
  }

  @Test
  void aHeadWithoutEnd() throws Exception {
    endsIt(
        "continuation flood",
        PROTOCOL_ERROR,
        client -> {
          client.send(TestingHttp2.HEADERS, TestingHttp2.END_STREAM, 1, TestingHttp2.get());
          var field = new ByteArrayOutputStream();
          for (var i = 0; i < 50; i++) {
            field.writeBytes(new byte[] {0, 1, 'x', 100});
            field.writeBytes("y".repeat(100).getBytes(StandardCharsets.US_ASCII));
          }
          for (var i = 0; i < MANY; i++) {
            client.send(TestingHttp2.CONTINUATION, 0, 1, field.toByteArray());
          }
        });
  }

  @Test
  void aHeadOfNothingWithoutEnd() throws Exception {
    endsIt(
        "empty continuations",
        ENHANCE_YOUR_CALM,
        client -> {
          client.send(TestingHttp2.HEADERS, TestingHttp2.END_STREAM, 1, TestingHttp2.get());
          for (var i = 0; i < MANY; i++) {
            client.send(TestingHttp2.CONTINUATION, 0, 1, new byte[0]);
          }
        });
  }

  @Test
  void partsOfABodyWithNothingInThem() throws Exception {
    endsIt(
        "empty data",
        ENHANCE_YOUR_CALM,
        client -> {
          client.send(TestingHttp2.HEADERS, TestingHttp2.END_HEADERS, 1, TestingHttp2.get());
          for (var i = 0; i < MANY; i++) {
            client.send(TestingHttp2.DATA, 0, 1, new byte[0]);
          }
        });
  }

  /** Each asks for a word, and nobody reads it. */
  @Test
  void wordsThatWantAnAnswerWhichNobodyReads() throws Exception {
    for (var type : new int[] {TestingHttp2.PING, TestingHttp2.SETTINGS}) {
      try (var client = client()) {
        var payload = new byte[type == TestingHttp2.PING ? 8 : 0];
        try {
          for (var i = 0; i < MANY * 10; i++) {
            client.send(type, 0, 0, payload);
          }
          client.flush();
        } catch (SocketTimeoutException | SocketException ended) {
          // As it should.
        }
        MEMORY.check();
      } catch (SSLException ended) {
        // As it should, too.
      }
      assertThat(edge.get("/").body()).isEqualTo("fine");
    }
  }

  /**
   * One field in the table, named ten thousand times: a small head that would become a large one.
   */
  @Test
  void aSmallHeadThatWouldBecomeALargeOne() throws Exception {
    var block = new ByteArrayOutputStream();
    block.writeBytes(TestingHttp2.get());
    block.writeBytes(new byte[] {0x40, 1, 'x', 0x7f, (byte) 0x81, 0x1e});
    block.writeBytes("y".repeat(127 + 1 + 30 * 128).getBytes(StandardCharsets.US_ASCII));
    for (var i = 0; i < 10_000; i++) {
      block.write(0xbe);
    }
    var requests = backend.requests();
    try (var client = client()) {
      client.send(
          TestingHttp2.HEADERS,
          TestingHttp2.END_HEADERS | TestingHttp2.END_STREAM,
          1,
          ByteBuffer.wrap(block.toByteArray()).array());
      client.flush();
      var frame = client.read();
      while (frame.type() == TestingHttp2.SETTINGS || frame.type() == TestingHttp2.WINDOW_UPDATE) {
        frame = client.read();
      }
      // Refused, by an answer (431), by the stream's end or by the connection's.
      assertThat(frame.type()).isIn(TestingHttp2.HEADERS, TestingHttp2.RESET, TestingHttp2.GO_AWAY);
    }
    MEMORY.check();
    assertThat(backend.requests()).isEqualTo(requests);
  }

  /** Many streams whose answers nobody reads: the windows bound what waits for them. */
  @Test
  void streamsThatAreNeverRead() throws Exception {
    try (var large = TestingBackend.pouring(1024);
        var own = TestingEdge.serving(large);
        var client = new TestingHttp2(own.running().ports().https(), TlsTest.trusting())) {
      for (var i = 0; i < 100; i++) {
        client.send(
            TestingHttp2.HEADERS,
            TestingHttp2.END_HEADERS | TestingHttp2.END_STREAM,
            2 * i + 1,
            TestingHttp2.get());
      }
      client.flush();
      Eventually.isTrue("all asked", () -> large.requests() == 100);
      MEMORY.staysBelow(96L << 20);
    }
  }
}
