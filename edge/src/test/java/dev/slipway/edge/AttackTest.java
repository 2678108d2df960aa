package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile client may send, and what it must not achieve. */
@Isolated("the memory that it watches is the whole process's")
final class AttackTest {
  private static final int FLOODING = 200;

  @RegisterExtension static final BoundedMemory MEMORY = new BoundedMemory(48L << 20);

  private static TestingBackend backend;
  private static TestingEdge edge;

  @BeforeAll
  static void start() throws Exception {
    backend =
        TestingBackend.behaving(
            exchange ->
                TestingBackend.answer(
                    exchange, 200, "reached " + exchange.getRequestURI().getPath()));
    edge = TestingEdge.serving(backend);
  }

  @AfterAll
  static void stop() {
    edge.close();
    backend.close();
  }

  /**
   * In each the second request must never reach an instance: the connection ends with the first.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // CL.TE and TE.CL
        "POST / HTTP/1.1|Host: a|Content-Length: 6|Transfer-Encoding: chunked||0||X",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 4||5c|x",
        // TE.TE
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: x||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity, chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, identity||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding : chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding:\u000bchunked||0||",
        "POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked||0||",
        // folded lines, spaces in names
        "GET / HTTP/1.1|Host: a|X: y| folded||",
        "GET / HTTP/1.1| Host: a||",
        "GET / HTTP/1.1|Ho st: a||",
        "GET / HTTP/1.1|Host: a|: x||",
        // lengths
        "POST / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 1||x",
        "POST / HTTP/1.1|Host: a|Content-Length: 1, 1||x",
        "POST / HTTP/1.1|Host: a|Content-Length: +1||x",
        "POST / HTTP/1.1|Host: a|Content-Length: -1||x",
        "POST / HTTP/1.1|Host: a|Content-Length: 0x1||x",
        "POST / HTTP/1.1|Host: a|Content-Length: 99999999999999999999||x",
        "POST / HTTP/1.1|Host: a|Content-Length:||x",
        // chunks
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||0x1|a|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1 |a|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||-1|a|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||fffffffffffffffff|a|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|ab|0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|||a|0||",
        // hosts
        "GET / HTTP/1.1||",
        "GET / HTTP/1.1|Host: a|Host: b||",
        "GET / HTTP/1.1|Host: a/b||",
        "GET / HTTP/1.1|Host: a@b||",
        // request lines
        "GET  / HTTP/1.1|Host: a||",
        "GET / HTTP/1.1 |Host: a||",
        "GET /a b HTTP/1.1|Host: a||",
        "GET / HTTP/2.0|Host: a||",
        "GET / http/1.1|Host: a||",
        "G(T / HTTP/1.1|Host: a||",
        "GET a HTTP/1.1|Host: a||",
        "CONNECT a:80 HTTP/1.1|Host: a||",
        // paths
        "GET /../x HTTP/1.1|Host: a||",
        "GET /%2e%2e/x HTTP/1.1|Host: a||",
        "GET /a/..%2f..%2fx HTTP/1.1|Host: a||",
        "GET /%00 HTTP/1.1|Host: a||",
        "GET /%zz HTTP/1.1|Host: a||"
      })
  void whatCanBeReadInTwoWaysIsRefusedAndTheConnectionEnds(String request) {
    var before = backend.requests();
    var answer =
        edge.raw(
            request.replace("|", "\r\n")
                + "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).doesNotContain("reached /smuggled");
    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|414|431|501|502|505) .*");
    assertThat(answer).contains("connection: close");
    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    assertThat(backend.requests() - before).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\nY: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n"
      })
  void bareLineEndsAndControlCharactersAreRefused(String request) {
    assertThat(edge.raw(request)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void chunkExtensionsAreDroppedAndTrailersKept() throws Exception {
    var answer =
        edge.raw(
            "POST /ok HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Connection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "3;a=b;c=\"d\"\r\n"
                + "abc\r\n"
                + "0\r\n"
                + "X-Sum: 1\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("reached /ok");
  }

  @Test
  void headsAreBounded() {
    assertThat(edge.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(edge.raw("GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
    assertThat(edge.raw("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(200) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(edge.raw("X".repeat(100))).startsWith("HTTP/1.1 400 ");
  }

  /** Heads that are almost as long as they may be, on many connections, and never end. */
  @Test
  void manyLongHeadsWithoutEndAreHeldInLittle() throws Exception {
    var flooding = new ArrayList<Socket>();
    try {
      for (var i = 0; i < FLOODING; i++) {
        var socket = edge.connect();
        socket
            .getOutputStream()
            .write(("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(90)).getBytes());
        socket.getOutputStream().write(("Y: " + "z".repeat(30_000)).getBytes());
        flooding.add(socket);
      }
      assertThat(edge.get("/fine").body()).isEqualTo("reached /fine");
      MEMORY.check();
      for (var socket : flooding) {
        socket.getOutputStream().write("z".repeat(8_000).getBytes());
      }
      var answer = new String(flooding.getFirst().getInputStream().readNBytes(12));
      assertThat(answer).isEqualTo("HTTP/1.1 431");
    } finally {
      for (var socket : flooding) {
        socket.close();
      }
    }
  }

  /** What stands beside a chunk's length is thrown away, and there may not be much of it. */
  @Test
  void chunkExtensionsWithoutEndAreRefused() throws Exception {
    try (var socket = edge.connect()) {
      var out = socket.getOutputStream();
      out.write(
          "POST /flood HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=".getBytes());
      var answer = socket.getInputStream();
      try {
        for (var i = 0; i < 2_000; i++) {
          out.write("y".repeat(16_000).getBytes());
        }
      } catch (IOException ended) {
        // As it should.
      }
      MEMORY.check();
      assertThat(new String(answer.readNBytes(12))).isIn("HTTP/1.1 400", "HTTP/1.1 431", "");
    } catch (SocketException ended) {
      // Our bytes that it didn't read took its answer back.
    }
    assertThat(edge.get("/fine").body()).isEqualTo("reached /fine");
  }

  @Test
  void whoDripsAHeadIsSentAwayAndOthersAreServed() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (var i = 0; i < 300; i++) {
        var socket = edge.connect();
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nX: ".getBytes());
        slow.add(socket);
      }
      MEMORY.check();
      assertThat(edge.get("/fine").body()).isEqualTo("reached /fine");
      var first = slow.getFirst();
      var began = System.nanoTime();
      var answer = new String(first.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 408 ");
      assertThat(System.nanoTime() - began).isLessThan(14_000_000_000L);
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  /** A client that asks for much and reads nothing: what waits for it must stay small. */
  @Test
  void aClientThatDoesNotReadDoesNotFillTheMemory() throws Exception {
    try (var large = TestingBackend.pouring(4096);
        var own = TestingEdge.serving(large)) {
      var sockets = new ArrayList<Socket>();
      for (var i = 0; i < 20; i++) {
        var socket = own.connect();
        socket.setReceiveBufferSize(16 << 10);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
        sockets.add(socket);
      }
      Eventually.isTrue("all asked", () -> large.requests() == 20);
      // 20 answers of 256 MiB each; what the edge holds of them is a window each.
      MEMORY.staysBelow(96L << 20);
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  /** Nor does one that sends without end while the instance does not read. */
  @Test
  void anInstanceThatDoesNotReadDoesNotFillTheMemory() throws Exception {
    var release = new CountDownLatch(1);
    try (var stuck =
            TestingBackend.behaving(
                exchange -> {
                  try {
                    release.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        var own = TestingEdge.start();
        var socket = own.connect()) {
      own.serve(
          Site.of("app/test", List.of("*"), "app"),
          Pool.of("app", List.of(Target.local("i", "v1", stuck.port()))));
      socket
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\n".getBytes());
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      var part = new byte[1 << 16];
                      for (var i = 0; i < 1200; i++) {
                        socket.getOutputStream().write(part);
                      }
                    } catch (IOException expected) {
                      // The connection is closed at the end of the test.
                    }
                  });
      Eventually.isTrue(
          "stuck", () -> writer.getState() == Thread.State.WAITING || !writer.isAlive());
      MEMORY.check(32L << 20);
      release.countDown();
    }
  }
}
