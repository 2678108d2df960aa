package dev.slipway.checks.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that a target's connections accept: the machine's, and the ones it names. */
public final class Trust {
  private Trust() {}

  public static SSLContext of(Target target) {
    try {
      var managers = new ArrayList<X509TrustManager>();
      managers.add(trusting(null));
      if (!target.trusted().isEmpty()) {
        var extra = KeyStore.getInstance(KeyStore.getDefaultType());
        extra.load(null, null);
        for (var i = 0; i < target.trusted().size(); i++) {
          extra.setCertificateEntry("trusted-" + i, target.trusted().get(i));
        }
        managers.add(trusting(extra));
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyOf(managers)}, null);
      return context;
    } catch (GeneralSecurityException | java.io.IOException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }

  private static X509TrustManager trusting(@Nullable KeyStore keys)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("this JDK has no X.509 trust");
  }

  /** Accepts what one of them accepts; says what the last one said against it. */
  private record AnyOf(List<X509TrustManager> managers) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      CertificateException last = null;
      for (var manager : managers) {
        try {
          manager.checkServerTrusted(chain, type);
          return;
        } catch (CertificateException refused) {
          last = last == null ? refused : last;
        }
      }
      throw last == null ? new CertificateException("nothing is trusted") : last;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no clients are asked for certificates here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
