package dev.slipway.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/**
 * Our accounts at the authority, one for each address that it may write to. An account is known by
 * its key alone: asking for it again is how it is found, so nothing else has to be remembered.
 */
final class Accounts {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Authority authority;
  private final Rows rows;
  private final InstantSource clock;
  private final Session session;
  private final Map<String, Login> logins = new ConcurrentHashMap<>();

  Accounts(Authority authority, Rows rows, InstantSource clock) {
    this.authority = authority;
    this.rows = rows;
    this.clock = clock;
    this.session =
        authority
            .roots()
            .map(roots -> new Session(authority.directory(), new Believing(roots)))
            .orElseGet(() -> new Session(authority.directory(), new GenericAcmeProvider()));
    session.networkSettings().setTimeout(TIMEOUT);
  }

  Authority authority() {
    return authority;
  }

  Login login(String email) throws AcmeException {
    var known = logins.get(email);
    if (known != null) {
      return known;
    }
    var directory = authority.directory().toString();
    var key = rows.accountKey(directory, email, KeyText::fresh, clock.instant());
    var account = new AccountBuilder().agreeToTermsOfService().useKeyPair(KeyText.pair(key));
    if (!email.isEmpty()) {
      account.addEmail(email);
    }
    authority
        .external()
        .ifPresent(external -> account.withKeyIdentifier(external.identifier(), external.key()));
    var login = account.createLogin(session);
    logins.put(email, login);
    return login;
  }

  /** The authority doesn't know it: it is asked for again. */
  void forget(String email) {
    logins.remove(email);
  }

  /** An authority of one's own has roots that nobody else believes. */
  private static final class Believing extends GenericAcmeProvider {
    private final Path roots;

    private Believing(Path roots) {
      this.roots = roots;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
      return HttpClient.newBuilder()
          .sslContext(context())
          .connectTimeout(settings.getTimeout())
          .proxy(settings.getProxySelector())
          .build();
    }

    private SSLContext context() {
      try (InputStream in = Files.newInputStream(roots)) {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("root" + number++, one);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
      } catch (IOException | GeneralSecurityException e) {
        throw ChainText.unusable(
                "SLIPWAY_ACME_CA " + roots,
                String.valueOf(e.getMessage()),
                "name a PEM file with the roots of your ACME server")
            .exception(e);
      }
    }
  }
}
