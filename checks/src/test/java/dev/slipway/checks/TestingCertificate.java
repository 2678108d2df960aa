package dev.slipway.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for a name, made by the JDK's own keytool. */
public record TestingCertificate(SSLContext context, X509Certificate certificate) {
  public static TestingCertificate forName(Path folder, String host, int days) {
    try {
      var file = folder.resolve(host + "-" + days + ".p12");
      var log = folder.resolve("keytool.log");
      var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      var exit =
          new ProcessBuilder(
                  List.of(
                      keytool,
                      "-genkeypair",
                      "-alias",
                      "test",
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=" + host,
                      "-ext",
                      "SAN=dns:" + host,
                      "-validity",
                      Integer.toString(days),
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      "changeit",
                      "-keystore",
                      file.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
      var keys = KeyStore.getInstance("PKCS12");
      try (var stream = Files.newInputStream(file)) {
        keys.load(stream, "changeit".toCharArray());
      }
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, "changeit".toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return new TestingCertificate(context, (X509Certificate) keys.getCertificate("test"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
