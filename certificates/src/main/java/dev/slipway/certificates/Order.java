package dev.slipway.certificates;

import dev.slipway.certificates.Rows.Ordering;
import dev.slipway.kit.ProblemException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/**
 * Takes an order one step further: placed, answered, finalized, fetched. What the authority says of
 * the order decides which step is next, and what is stored before each step is enough to find the
 * order again, so a process may end between any two of them.
 */
final class Order {
  /** How long an authority that doesn't say is left alone. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
  private static final int MOST_DOUBLINGS = 10;

  private final Rows rows;
  private final Accounts accounts;
  private final Answers answers;
  private final InstantSource clock;

  Order(Rows rows, Accounts accounts, Answers answers, InstantSource clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.answers = answers;
    this.clock = clock;
  }

  /** One step; a failure is stored with the time of the next try. */
  void step(Ordering order) {
    try {
      if (order.location().isEmpty()) {
        place(order);
      } else {
        goOn(order);
      }
    } catch (AcmeException e) {
      if (e instanceof AcmeServerException refused
          && refused.getType().toString().endsWith(":accountDoesNotExist")) {
        accounts.forget(order.email());
      }
      fail(
          order,
          lost(e) ? Failure.anew(String.valueOf(e.getMessage()), "") : Failure.of(e, order.host()));
    } catch (ProblemException e) {
      fail(order, Failure.other(e.problem().fact(), e.problem().hint()));
    }
  }

  /** The authority has forgotten the order: another one is placed. */
  private static boolean lost(AcmeException e) {
    return e instanceof AcmeServerException refused
        && refused.getProblem().asJSON().get("status").optional().map(s -> s.asInt()).orElse(0)
            == 404;
  }

  private void place(Ordering order) throws AcmeException {
    withdraw(order);
    var placed = accounts.login(order.email()).newOrder().domain(order.host()).create();
    rows.placed(order.host(), placed.getLocation().toString(), clock.instant());
  }

  private void goOn(Ordering order) throws AcmeException {
    var standing = accounts.login(order.email()).bindOrder(url(order.location()));
    var after = standing.fetch();
    switch (standing.getStatus()) {
      case PENDING -> prove(order, standing.getAuthorizations());
      case READY -> {
        withdraw(order);
        standing.execute(KeyText.pair(rows.openKey(order.host(), order.keySealed())));
        rows.answering(order.host(), List.of(), next(standing.getRetryAfter()));
      }
      case VALID -> store(order, standing.getCertificate());
      case PROCESSING -> rows.later(order.host(), next(after));
      default -> {
        var failure = why(order, standing);
        withdraw(order);
        fail(order, failure);
      }
    }
  }

  /** Stored before they are put, so that none is left behind. */
  private void prove(Ordering order, List<Authorization> asked) throws AcmeException {
    var open = new ArrayList<Authorization>();
    for (var one : asked) {
      if (one.getStatus() == Status.PENDING) {
        open.add(one);
      }
    }
    var chosen = new ArrayList<Challenge>();
    var wanted = new ArrayList<Answer>();
    for (var one : open) {
      var proof = Proof.choose(one, ways(order), order.failures());
      if (proof.isEmpty()) {
        fail(order, noWay(order));
        return;
      }
      chosen.add(proof.get().challenge());
      wanted.add(proof.get().answer());
    }
    // What the authority has seen since the last look is forgotten only once it is taken back.
    order.answers().stream().filter(one -> !wanted.contains(one)).forEach(answers::withdraw);
    rows.answering(order.host(), wanted, clock.instant().plus(LOOK_AGAIN));
    // Again at each look: an edge that was started meanwhile knows nothing of them.
    wanted.forEach(answers::put);
    Optional<Instant> after = Optional.empty();
    for (var challenge : chosen) {
      if (challenge.getStatus() == Status.PENDING) {
        challenge.trigger();
        after = challenge.getRetryAfter();
      }
    }
    rows.later(order.host(), next(after));
  }

  private List<Way> ways(Ordering order) {
    return accounts.authority().ways().stream()
        .filter(answers.ways()::contains)
        .filter(way -> way == Way.DNS_01 || !order.host().startsWith("*."))
        .toList();
  }

  private Failure noWay(Ordering order) {
    return order.host().startsWith("*.")
        ? Failure.anew(
            order.host() + " can be proved by a record of its zone alone (dns-01)",
            "set SLIPWAY_ACME_DNS to a command that changes the zone")
        : Failure.anew(
            "the authority takes none of "
                + String.join(", ", accounts.authority().ways().stream().map(Way::word).toList())
                + " for "
                + order.host(),
            "name others in SLIPWAY_ACME_WAYS");
  }

  private void withdraw(Ordering order) {
    order.answers().forEach(answers::withdraw);
  }

  /** Nobody wants it any more, or it is at another authority than today's. */
  void abandon(Ordering order) {
    try {
      withdraw(order);
      rows.drop(order.host());
    } catch (ProblemException e) {
      // What was put is to be taken back first: it is dropped at a later look.
      rows.later(order.host(), clock.instant().plus(LOOK_AGAIN));
    }
  }

  private static Failure why(Ordering order, org.shredzone.acme4j.Order given) {
    for (var authorization : given.getAuthorizations()) {
      for (var challenge : authorization.getChallenges()) {
        var error = challenge.getError();
        if (error.isPresent()) {
          var found = Failure.refused(error.get(), order.host());
          return Failure.anew(found.fact() + " (" + challenge.getType() + ")", found.hint());
        }
      }
    }
    return given
        .getError()
        .map(error -> Failure.refused(error, order.host()))
        .orElseGet(
            () ->
                Failure.anew(
                    "the order is " + given.getStatus().name().toLowerCase(Locale.ROOT),
                    "it is tried again by itself"));
  }

  private void store(Ordering order, org.shredzone.acme4j.Certificate certificate)
      throws AcmeException {
    certificate.download();
    try (var text = new StringWriter()) {
      certificate.writeCertificate(text);
      var chain = ChainText.read(text.toString());
      var key = KeyText.pair(rows.openKey(order.host(), order.keySealed())).getPrivate();
      var mistakes = chain.mistakes(order.host(), key, clock.instant());
      if (!mistakes.isEmpty()) {
        fail(
            order,
            Failure.anew(
                "the authority's certificate is not taken: " + String.join("; ", mistakes),
                "it is ordered again by itself"));
        return;
      }
      rows.store(
          new Rows.Fresh(order.host(), "acme", chain, chain.fingerprint(), KeyText.pem(key)),
          clock.instant());
    } catch (IOException | GeneralSecurityException e) {
      fail(order, Failure.anew("the authority's certificate can't be read: " + e.getMessage(), ""));
    }
  }

  private void fail(Ordering order, Failure failure) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(order.failures(), MOST_DOUBLINGS));
    var least = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    // By up to a tenth later, differently for each name: they are not to come all at once.
    var spread = Math.floorMod(order.host().hashCode() * 31 + order.failures(), 100);
    var next = clock.instant().plus(least).plus(least.multipliedBy(spread).dividedBy(1000));
    var allowed = failure.notBefore().orElse(Instant.MIN);
    rows.failed(order.host(), failure, next.isAfter(allowed) ? next : allowed);
  }

  private Instant next(Optional<Instant> said) {
    var least = clock.instant().plus(LOOK_AGAIN);
    var most = clock.instant().plus(LONGEST_PAUSE);
    return said.filter(least::isBefore).map(at -> at.isAfter(most) ? most : at).orElse(least);
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException neverAsStored) {
      throw new IllegalStateException(neverAsStored);
    }
  }
}
