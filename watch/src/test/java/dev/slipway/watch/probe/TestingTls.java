package dev.slipway.watch.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Shows a certificate of its own that ends at a given time, made by the JDK's keytool. */
final class TestingTls implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLServerSocket server;

  TestingTls(Instant ends) throws Exception {
    var folder = Files.createTempDirectory("slipway-test-tls-");
    var file = folder.resolve("keys.p12");
    make(file, ends);
    var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  private static void make(Path file, Instant ends) throws Exception {
    // It begins so that a day of its length ends it there.
    var begins =
        DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss")
            .withZone(ZoneOffset.UTC)
            .format(ends.minusSeconds(90 * 86_400));
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var builder =
        new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "one",
            "-dname",
            "CN=localhost",
            "-startdate",
            begins,
            "-validity",
            "90",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString(),
            "-J-Duser.timezone=UTC");
    var process = builder.redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
      } catch (IOException closedOrRefused) {
        // The next one is served, or nobody is.
        continue;
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
