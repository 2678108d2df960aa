package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.certificates.testing.PebbleBinaries;
import dev.slipway.certificates.testing.TestingPebble;
import dev.slipway.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates of a real ACME server on the real edge, whoever dies meanwhile. */
@Timeout(600)
final class CertificateTest {
  private static final long LIMIT_NANOS = Duration.ofSeconds(120).toNanos();

  private static volatile String why = "";

  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void namesGetCertificatesByBothPortsAndKeepThemWhoeverDies() throws Exception {
    var binaries = PebbleBinaries.find();
    Assumptions.assumeTrue(binaries.isPresent(), PebbleBinaries.MISSING);
    succeeds("up");
    var edge = Json.tree(succeeds("status", "--json").out()).path("edge");
    var http = port(edge.path("http").asString());
    var https = port(edge.path("https").asString());
    var setting = new TestingPebble.Setting(http, https, Duration.ofDays(90));
    try (var pebble = TestingPebble.start(binaries.orElseThrow(), setting)) {
      var trusting = pebble.trusting();

      // Given an authority that asks on port 80
      slipway.set("SLIPWAY_ACME", pebble.directory().toString());
      slipway.set("SLIPWAY_ACME_CA", pebble.roots().toString());
      restart();
      var folder = app("[www.shop.example]", "acme");
      assertThat(succeeds("up", folder.toString()).out()).contains("production");
      await("www has a certificate", () -> shown(https, "www.shop.example", trusting));

      // When the control plane is dead and the edge begins anew, then it is still there
      Slipway.kill(slipway.address().pid());
      Slipway.kill(Long.parseLong(edge.path("pid").asString()));
      slipway.set("SLIPWAY_ACME_WAYS", "tls-alpn-01");
      succeeds("up");
      await("www has it still", () -> shown(https, "www.shop.example", trusting));

      // And where port 80 is closed, 443 does; a death in between changes nothing
      app("[www.shop.example, api.shop.example]", "acme");
      succeeds("up", folder.toString());
      Slipway.kill(slipway.address().pid());
      succeeds("up");
      await("api has a certificate", () -> shown(https, "api.shop.example", trusting));
      assertThat(shown(https, "www.shop.example", trusting)).isNotNull();

      // One that is brought along takes the place of what was ordered
      var own = own(folder);
      app("[www.shop.example]", "{ kind: own, file: own.pem, key: TLS_KEY }");
      succeeds("up", folder.toString());
      await(
          "told that the key is missing",
          () -> {
            var said = slipway.run("status").out();
            return said.contains("TLS_KEY has no value") ? said : null;
          });
      succeeds("env", "set", "production", "--app", "shop", "--secret", "TLS_KEY=" + own.key());
      await("its own is shown", () -> shown(https, "www.shop.example", own.trusting()));
    }
  }

  private void restart() throws Exception {
    Slipway.kill(slipway.address().pid());
    succeeds("up");
  }

  private static int port(String address) {
    return Integer.parseInt(address.replaceAll(".*\\D", ""));
  }

  private Path app(String domains, String certificate) throws IOException {
    var folder = Files.createDirectories(slipway.data().resolveSibling("shop"));
    try (var source = CertificateTest.class.getResourceAsStream("/shop/Shop.java")) {
      Files.write(folder.resolve("Shop.java"), Objects.requireNonNull(source).readAllBytes());
    }
    Files.writeString(
        folder.resolve("slipway.yaml"),
        """
        app: shop
        services:
          web:
            build: '"$JAVA_HOME/bin/javac" -d out Shop.java'
            start: exec java -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -cp out Shop
            health: /health
            strategy: { soak: 1s, drain: 2s, keep: 1s }
            env: { RELEASE: "${release}", FAIL: "0", EDITION: "1", BROKEN: none, WHERE: invoices }
        environments:
          production:
            domains: DOMAINS
            certificate: CERTIFICATE
        """
            .replace("DOMAINS", domains)
            .replace("CERTIFICATE", certificate));
    return folder;
  }

  /** The certificate that is shown for a name to whoever trusts; null while it is another one. */
  private static X509Certificate shown(int port, String host, SSLContext trusting)
      throws IOException {
    try (var socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      var parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(30_000);
      socket.startHandshake();
      var first = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      // Java resumes by address, and then asks for the name of the time before.
      socket.getSession().invalidate();
      var names = first.getSubjectAlternativeNames();
      return names.stream().anyMatch(name -> name.get(1).equals(host)) ? first : null;
    } catch (IOException notTrustedYet) {
      why = notTrustedYet.toString();
      return null;
    } catch (CertificateParsingException e) {
      throw new IOException(e);
    }
  }

  private record Own(String key, SSLContext trusting) {}

  /** As people make one for themselves. */
  private static Own own(Path folder) throws Exception {
    var file = folder.resolveSibling("own.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "own",
                "-dname",
                "CN=own",
                "-ext",
                "san=dns:www.shop.example",
                "-keystore",
                file.toString(),
                "-storepass",
                "secret",
                "-validity",
                "90")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(made).isZero();
    var store = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
    Files.writeString(
        folder.resolve("own.pem"), pem("CERTIFICATE", store.getCertificate("own").getEncoded()));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    roots.setCertificateEntry("own", store.getCertificate("own"));
    trust.init(roots);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var key = store.getKey("own", "secret".toCharArray());
    return new Own(pem("PRIVATE KEY", key.getEncoded()), context);
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private Slipway.Said succeeds(String... words) throws Exception {
    var said = slipway.run(words);
    assertThat(said.exitCode())
        .describedAs("%s: %s%s", String.join(" ", words), said.out(), said.err())
        .isZero();
    return said;
  }

  private void await(String what, Callable<Object> found) throws Exception {
    var end = System.nanoTime() + LIMIT_NANOS;
    while (found.call() == null) {
      if (System.nanoTime() - end > 0) {
        var log = Files.readString(slipway.data().resolve("logs/server.log"));
        throw new AssertionError(
            what + ": not in time, " + why + "\n" + slipway.run("status").out() + log);
      }
      LockSupport.parkNanos(100_000_000);
    }
  }
}
