package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Two edges on one port would each get half of the requests of both. */
final class SoleListenerTest {
  @Test
  void anotherEdgesPortIsRefusedThoughItCouldBeShared() throws Exception {
    try (var edge = TestingEdge.start()) {
      var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port());
      var state = Files.createTempDirectory("edge");
      assertThatThrownBy(
              () ->
                  RunningEdge.start(
                      new EdgeOptions(state, taken, null, 2, ""), InstantSource.system()))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("another program listens there");
    }
  }

  @Test
  void whoeverListensBesideUsIsSeenAfterwards() throws Exception {
    try (var stranger = new ProcessListener()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), stranger.port());
      assertThatThrownBy(() -> SoleListener.checkAlone(address, stranger.port()))
          .hasMessageContaining("another program listens there");
    }
  }

  @Test
  void ourOwnSocketsAreNoStrangers() throws Exception {
    try (var own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), own.getLocalPort());
      SoleListener.checkAlone(address, own.getLocalPort());
      assertThat(own.isBound()).isTrue();
    }
  }

  /** A program of its own that listens. */
  private static final class ProcessListener implements AutoCloseable {
    private final Process process;
    private final int port;

    ProcessListener() throws Exception {
      var java = System.getProperty("java.home") + "/bin/java";
      var source = Files.createTempFile("Listens", ".java");
      Files.writeString(
          source,
          """
          public class Listens {
            public static void main(String[] a) throws Exception {
              var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
              System.out.println(socket.getLocalPort());
              Thread.sleep(600_000);
            }
          }
          """);
      process = new ProcessBuilder(java, source.toString()).redirectErrorStream(true).start();
      port = Integer.parseInt(process.inputReader().readLine());
    }

    int port() {
      return port;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
