package dev.slipway.certificates;

import dev.slipway.certificates.Rows.Stored;
import dev.slipway.protocol.edge.Certificate;
import dev.slipway.secrets.Seal;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The certificates of all names: what is there, what is on its way, and the next step of each. */
public final class Certificates {
  public static final StoreSchema SCHEMA =
      StoreSchema.of("certificates", Certificates.class, "001_certificates.sql");

  private static final System.Logger LOG = System.getLogger(Certificates.class.getName());

  /** One control plane at a time looks. */
  private static final long LOOKING = 0x736c69706365L;

  /** A certificate is renewed when a third of its life is left, spread over a tenth of that. */
  private static final int PART_LEFT = 3;

  private static final int SPREAD = 30;
  private static final String OWN_KEY_HINT =
      "it is to be PKCS 8 as PEM, without a password: openssl pkcs8 -topk8 -nocrypt -in KEY";

  private final Store store;
  private final Rows rows;
  private final Installation installation;
  private final InstantSource clock;
  private final @Nullable Accounts accounts;
  private final @Nullable Order order;

  /**
   * @param authority empty: nothing is ordered
   * @param folder where the edge reads them
   */
  public Certificates(
      Store store,
      Seal seal,
      Optional<Authority> authority,
      Answers answers,
      Path folder,
      InstantSource clock) {
    this.store = store;
    this.rows = new Rows(store, seal);
    this.installation = new Installation(folder);
    this.clock = clock;
    this.accounts = authority.map(one -> new Accounts(one, rows, clock)).orElse(null);
    this.order = accounts == null ? null : new Order(rows, accounts, answers, clock);
  }

  /** Whether any can be ordered. */
  public boolean canOrder() {
    return order != null;
  }

  /** What tables name, as the transaction sees it. */
  public List<Certificate> installed(Handle handle) {
    return Rows.certificates(handle).stream()
        .filter(one -> !one.installed().isEmpty())
        .map(installation::named)
        .toList();
  }

  /**
   * Lays anew whatever a table would name and the disk has lost; to be called before the first
   * table is published, which the edge would refuse as a whole otherwise.
   */
  public void restore() {
    for (var one : rows.certificates()) {
      if (!one.installed().isEmpty() && !installation.isThere(one, one.installed())) {
        install(one);
      }
    }
  }

  /**
   * Takes each name a step further.
   *
   * @param wanted names to be ordered, each with the address that the authority may write to
   * @param publish gives the edge a new table; only called when one is due
   */
  public void look(Map<String, String> wanted, Runnable publish) {
    store
        .jdbi()
        .useHandle(
            handle -> {
              if (claim(handle)) {
                try {
                  step(wanted, publish);
                } finally {
                  handle.execute("SELECT pg_advisory_unlock(?)", LOOKING);
                }
              }
            });
  }

  /** Held by the connection: it goes with a process that dies. */
  private static boolean claim(Handle handle) {
    return handle
        .createQuery("SELECT pg_try_advisory_lock(:key)")
        .bind("key", LOOKING)
        .mapTo(Boolean.class)
        .one();
  }

  private void step(Map<String, String> wanted, Runnable publish) {
    var now = clock.instant();
    if (order != null && accounts != null) {
      begin(order, wanted, accounts.authority().directory().toString());
      for (var one : rows.orderings()) {
        if (!one.nextAt().isAfter(now)) {
          order.step(one);
        }
      }
    }
    for (var one : rows.certificates()) {
      if (!one.installed().equals(one.fingerprint())) {
        install(one);
      }
    }
    publish(publish);
    for (var one : rows.certificates()) {
      // Nobody wants it any more, and it is worth nothing to whoever might want it again.
      if (!wanted.containsKey(one.host()) && one.notAfter().isBefore(now)) {
        forget(one, publish);
      }
    }
  }

  private void begin(Order order, Map<String, String> wanted, String directory) {
    var stored = new HashMap<String, Stored>();
    rows.certificates().forEach(one -> stored.put(one.host(), one));
    for (var one : rows.orderings()) {
      if (!wanted.containsKey(one.host()) || !one.directory().equals(directory)) {
        order.abandon(one);
      }
    }
    wanted.forEach(
        (host, email) -> {
          var have = stored.get(host);
          if (have == null
              || !have.origin().equals("acme")
              || !renewAt(have).isAfter(clock.instant())) {
            rows.begin(host, directory, email, KeyText.fresh(), clock.instant());
          }
        });
  }

  static Instant renewAt(Stored one) {
    var life = Duration.between(one.notBefore(), one.notAfter());
    var third = one.notAfter().minus(life.dividedBy(PART_LEFT));
    var part = Math.floorMod(one.fingerprint().hashCode(), 1000);
    return third.plus(life.dividedBy(SPREAD).multipliedBy(part).dividedBy(1000));
  }

  /** First the files, then the row by which tables name them. */
  private void install(Stored one) {
    installation.write(one, rows.openKey(one.host(), one.keySealed()));
    rows.installed(one);
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: a certificate until {1}, {2}",
        one.host(),
        one.notAfter(),
        one.origin());
  }

  private void publish(Runnable publish) {
    var fresh =
        rows.certificates().stream()
            .filter(one -> !one.published() && !one.installed().isEmpty())
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    publish.run();
    for (var one : fresh) {
      installation.keepAlone(one.host(), Set.copyOf(List.of(one.installed(), one.fingerprint())));
      rows.published(one);
    }
  }

  private void forget(Stored one, Runnable publish) {
    rows.forget(one.host());
    publish.run();
    installation.keepAlone(one.host(), Set.of());
  }

  /** Takes a certificate that somebody brought; the same one again changes nothing. */
  public void bring(String host, String chainText, String keyText) {
    try {
      var chain = ChainText.read(chainText);
      var fingerprint = chain.fingerprint();
      if (rows.certificates().stream()
          .anyMatch(one -> one.host().equals(host) && one.fingerprint().equals(fingerprint))) {
        return;
      }
      var key = KeyText.read(keyText);
      var mistakes = chain.mistakes(host, key, clock.instant());
      if (!mistakes.isEmpty()) {
        throw ChainText.unusable(
                "the certificate for " + host,
                String.join("; ", mistakes),
                "put the chain of " + host + " there, and set the key that it was made with")
            .exception();
      }
      rows.store(
          new Rows.Fresh(host, "own", chain, fingerprint, KeyText.pem(key)), clock.instant());
    } catch (GeneralSecurityException e) {
      throw ChainText.unusable(
              "the certificate for " + host, String.valueOf(e.getMessage()), OWN_KEY_HINT)
          .exception(e);
    }
  }

  /** How it stands with a name; empty when nothing is known of it. */
  public Optional<Standing> standing(String host) {
    return Optional.ofNullable(standings().get(host));
  }

  /** By name. */
  public Map<String, Standing> standings() {
    var all = new TreeMap<String, Standing>();
    for (var one : rows.certificates()) {
      all.put(
          one.host(),
          new Standing(
              one.host(),
              one.origin(),
              Optional.of(one.notAfter()),
              one.published() && !one.installed().isEmpty(),
              false,
              Standing.Trouble.NONE));
    }
    for (var one : rows.orderings()) {
      var have = all.get(one.host());
      all.put(
          one.host(),
          new Standing(
              one.host(),
              have == null ? "" : have.origin(),
              have == null ? Optional.empty() : have.ends(),
              have != null && have.served(),
              true,
              one.problem().isEmpty()
                  ? Standing.Trouble.NONE
                  : new Standing.Trouble(one.problem(), one.hint(), Optional.of(one.nextAt()))));
    }
    return all;
  }
}
