package dev.slipway.delivery.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.store.testing.TestingStore;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The edge falls while a deployment, or its undo, has something to tell it. */
@Timeout(60)
final class AwayTest {
  @TempDir Path folder;

  @Test
  void aChangeWaitsForAnEdgeThatIsBeingStarted() throws Exception {
    try (var store = TestingStore.fresh(Catalog.SCHEMA)) {
      var clock = InstantSource.system();
      new Apps(store.store(), clock).register("ledger", folder);
      var traffic = new Traffic(store.store(), new EdgeAdmin(folder), clock);
      var change =
          Thread.ofVirtual().start(() -> traffic.change("ledger", "production", before -> before));
      // It has tried at least once when its row is there, and the edge comes only then.
      while (traffic.find("ledger", "production").isEmpty()) {
        Thread.onSpinWait();
      }
      try (var edge = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        edge.bind(UnixDomainSocketAddress.of(folder.resolve(EdgeAdmin.SOCKET)));
        try (var connection = edge.accept()) {
          assertThat(request(connection)).startsWith("PUT /table HTTP/1.1");
          // It dies in the middle of its answer: the whole table is told again.
        }
        try (var connection = edge.accept()) {
          assertThat(request(connection)).startsWith("PUT /table HTTP/1.1");
          answer(connection);
        }
      }
      change.join();
    }
  }

  private static String request(SocketChannel connection) throws IOException {
    var bytes = ByteBuffer.allocate(64 << 10);
    var text = "";
    while (!text.contains("}") && connection.read(bytes) >= 0) {
      text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
    return text;
  }

  private static void answer(SocketChannel connection) throws IOException {
    var text = "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n";
    connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
