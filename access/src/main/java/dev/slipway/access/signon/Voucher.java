package dev.slipway.access.signon;

import dev.slipway.access.credentials.Seal;
import dev.slipway.access.signon.OpenIdSettings.Client;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one server that vouches for people, as an admin set it; the secret is kept sealed. */
public final class Voucher {
  /** Where that server sends browsers back to, below our own address. */
  public static final String CALLBACK = "/-/sign-on/callback";

  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,}");
  private static final int LONGEST = 300;

  private final Store store;
  private final Seal seal;

  public Voucher(Store store, Seal seal) {
    this.store = store;
    this.seal = seal;
  }

  /**
   * As people know it.
   *
   * @param title what stands on the button
   */
  public record Known(String title, OpenIdSettings settings) {
    /** Our own address, where people reach the dashboard. */
    public String address() {
      return settings.callback().toString().replace(CALLBACK, "");
    }
  }

  /**
   * What an admin enters.
   *
   * @param secret empty to keep the one that is there
   * @param address where browsers reach this dashboard
   * @param domains separated by commas or blanks
   */
  public record Wish(
      String title, String issuer, String client, String secret, String address, String domains) {}

  public Optional<Known> find() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT title, issuer, client, secret, address, domains FROM access.voucher")
                .map(
                    (row, context) ->
                        new Known(
                            row.getString(1),
                            new OpenIdSettings(
                                URI.create(row.getString(2)),
                                new Client(
                                    row.getString(3),
                                    new String(
                                        seal.open(Seal.Kind.SIGN_ON, row.getBytes(4)),
                                        StandardCharsets.UTF_8)),
                                URI.create(row.getString(5) + CALLBACK),
                                domains(row.getString(6)))))
                .findOne());
  }

  /** What stands on the button of the sign-in page; empty when nobody vouches. */
  public Optional<String> title() {
    return store.read(
        handle ->
            handle.createQuery("SELECT title FROM access.voucher").mapTo(String.class).findOne());
  }

  /** Whose accounts are tied to one of the server's. */
  public Set<String> tied() {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT id FROM access.person WHERE subject IS NOT NULL")
                .mapTo(String.class)
                .set());
  }

  /** From now on the next who signs on with the verified address is taken for the person. */
  public void untie(String personId) {
    store.transact(
        handle ->
            handle.execute(
                "UPDATE access.person SET issuer = NULL, subject = NULL WHERE id = ?", personId));
  }

  public Known set(Wish wish) {
    var title = said("the name on the button", wish.title());
    var issuer = address("the issuer", wish.issuer());
    var client = said("the client's identifier", wish.client());
    var address = address("the dashboard's address", wish.address());
    var domains = domains(wish.domains());
    var before = find();
    if (wish.secret().isEmpty()
        && before.filter(one -> one.settings().issuer().equals(URI.create(issuer))).isEmpty()) {
      // The secret of one server is never sent to another one.
      throw bad("the client's secret is missing", "copy it from the server's settings");
    }
    var secret =
        wish.secret().isEmpty()
            ? before.orElseThrow().settings().client().secret()
            : wish.secret().strip();
    store.transact(
        handle ->
            handle.execute(
                "INSERT INTO access.voucher (title, issuer, client, secret, address, domains)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET"
                    + " title = excluded.title, issuer = excluded.issuer,"
                    + " client = excluded.client, secret = excluded.secret,"
                    + " address = excluded.address, domains = excluded.domains",
                title,
                issuer,
                client,
                seal.seal(Seal.Kind.SIGN_ON, secret.getBytes(StandardCharsets.UTF_8)),
                address,
                String.join(" ", new TreeSet<>(domains))));
    return find().orElseThrow();
  }

  /** From now on nobody signs on; who has a password still signs in. */
  public void remove() {
    store.transact(handle -> handle.execute("DELETE FROM access.voucher"));
  }

  private static String said(String what, String text) {
    var said = text.strip();
    if (said.isEmpty()
        || said.length() > LONGEST
        || said.chars().anyMatch(Character::isISOControl)) {
      throw bad(
          what + " has 1 to " + LONGEST + " characters, not " + said.length(), "write it out");
    }
    return said;
  }

  /** Without encryption only on this machine: the secret travels to the issuer. */
  private static String address(String what, String text) {
    var said = said(what, text).replaceAll("/+$", "");
    try {
      var uri = new URI(said);
      var host = String.valueOf(uri.getHost());
      var here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
      var safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here);
      if (safe
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && uri.getUserInfo() == null) {
        return said;
      }
    } catch (URISyntaxException notOne) {
      // Told below.
    }
    throw bad(
        what + ": \"" + said + "\" is not an https address", "write https://login.example.org");
  }

  private static Set<String> domains(String text) {
    var domains =
        Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("[\\s,]+"))
            .filter(one -> !one.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    for (var domain : domains) {
      if (!DOMAIN.matcher(domain).matches()) {
        throw bad("\"" + domain + "\" is not a mail domain", "write it as example.org");
      }
    }
    return domains;
  }

  private static RuntimeException bad(String fact, String hint) {
    return Problem.of(Problem.Kind.BAD_INPUT, "SLIP-8065", "sign-on: " + fact, hint).exception();
  }
}
