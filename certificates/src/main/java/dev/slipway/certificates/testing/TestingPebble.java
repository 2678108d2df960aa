package dev.slipway.certificates.testing;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A Pebble of one's own, which believes that every name is this machine's. */
public final class TestingPebble implements AutoCloseable {
  private static final long START_NANOS = Duration.ofSeconds(60).toNanos();

  private final Path folder;
  private final int port;
  private final int management;
  private final int dnsManagement;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Where it looks for answers, and what it demands.
   *
   * @param lifetime of its certificates
   */
  public record Setting(int httpPort, int tlsPort, Duration lifetime) {}

  private TestingPebble(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    this.management = freePort();
    this.dnsManagement = freePort();
  }

  public static TestingPebble start(PebbleBinaries binaries, Setting setting) {
    try {
      var pebble = new TestingPebble(Files.createTempDirectory("pebble"));
      pebble.run(binaries, setting);
      return pebble;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("Pebble does not start", e);
    }
  }

  public URI directory() {
    return URI.create("https://127.0.0.1:" + port + "/dir");
  }

  /** Whom to believe that it is Pebble. */
  public Path roots() {
    return folder.resolve("pebble.pem");
  }

  /** A command as operators write it for their own zone. */
  public Path dnsCommand() {
    return folder.resolve("zone");
  }

  private void run(PebbleBinaries binaries, Setting setting)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    writeKeys();
    var config = folder.resolve("pebble.json");
    Files.writeString(
        config,
        """
        {"pebble": {
          "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
          "certificate": "%s", "privateKey": "%s",
          "httpPort": %d, "tlsPort": %d, "ocspResponderURL": "",
          "domainBlocklist": ["blocked.shop.example"],
          "retryAfter": {"authz": 1, "order": 1},
          "externalAccountBindingRequired": false, "keyAlgorithm": "ecdsa",
          "profiles": {"default": {"description": "tests", "validityPeriod": %d}}
        }}
        """
            .formatted(
                port,
                management,
                roots(),
                folder.resolve("pebble.key"),
                setting.httpPort(),
                setting.tlsPort(),
                setting.lifetime().toSeconds()));
    var dns = freePort();
    writeCommand();
    start(
        Map.of(),
        binaries.dns().toString(),
        "-defaultIPv4",
        "127.0.0.1",
        "-defaultIPv6",
        "",
        "-http01",
        "",
        "-https01",
        "",
        "-tlsalpn01",
        "",
        "-doh",
        "",
        "-dnsserver",
        "127.0.0.1:" + dns,
        "-management",
        "127.0.0.1:" + dnsManagement);
    start(
        Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "5"),
        binaries.server().toString(),
        "-config",
        config.toString(),
        "-dnsserver",
        "127.0.0.1:" + dns,
        "-strict");
    awaitPort(port);
    awaitPort(dnsManagement);
  }

  private void start(Map<String, String> variables, String... command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log").toFile());
    builder.environment().putAll(variables);
    processes.add(builder.start());
  }

  /** What it said, for a test that fails. */
  public String log() {
    try {
      return Files.readString(folder.resolve("pebble.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeCommand() throws IOException {
    Files.writeString(
        dnsCommand(),
        """
        #!/bin/bash
        set -eu
        case $1 in
          put) path=/set-txt; body="{\\"host\\":\\"$2\\",\\"value\\":\\"$3\\"}" ;;
          remove) path=/clear-txt; body="{\\"host\\":\\"$2\\"}" ;;
        esac
        exec 3<>/dev/tcp/127.0.0.1/%d
        printf 'POST %%s HTTP/1.0\\r\\nContent-Length: %%d\\r\\n\\r\\n%%s' "$path" "${#body}" "$body" >&3
        head -n 1 <&3 | grep -q ' 200 '
        """
            .formatted(dnsManagement));
    if (!dnsCommand().toFile().setExecutable(true)) {
      throw new IOException(dnsCommand() + " can't be made executable");
    }
  }

  /** Believes what it signs: its root is made anew at each start. */
  public SSLContext trusting() {
    try {
      return trusting(issuer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path issuer() throws IOException {
    var file = folder.resolve("issuer.pem");
    try (var client = HttpClient.newBuilder().sslContext(trusting(roots())).build()) {
      var url = URI.create("https://127.0.0.1:" + management + "/roots/0");
      var answer =
          client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      Files.writeString(file, answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return file;
  }

  private static SSLContext trusting(Path root) throws IOException {
    try (var in = Files.newInputStream(root)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void writeKeys() throws IOException, GeneralSecurityException, OperatorCreationException {
    var keys = keys();
    var name = new X500Name("CN=Pebble of a test");
    var now = Instant.now();
    var signed =
        new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                keys.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                    new GeneralName[] {
                      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                      new GeneralName(GeneralName.dNSName, "localhost")
                    }))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(signed);
    Files.writeString(roots(), pem(certificate));
    Files.writeString(
        folder.resolve("pebble.key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(int awaited) throws IOException {
    var end = System.nanoTime() + START_NANOS;
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), awaited)) {
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - end > 0 || processes.stream().anyMatch(one -> !one.isAlive())) {
          throw new IOException("nobody listens on " + awaited + ": " + log(), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(one -> one.onExit().join());
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
