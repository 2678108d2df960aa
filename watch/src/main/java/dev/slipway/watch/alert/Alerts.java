package dev.slipway.watch.alert;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Rounds;
import dev.slipway.watch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Asks the sensors again and again, remembers what is wrong from its beginning to its end, and has
 * it told: once when it fires, ever more seldom while it lasts, once when it is over. What is told
 * is written down in the transaction that decides it.
 */
public final class Alerts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Alerts.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int LOOKS_PER_PRUNE = 1_000;

  /** What fires before what is over; alerts of one instant have no order of their own. */
  public static final Comparator<Alert> GRAVEST_FIRST =
      Comparator.comparing((Alert alert) -> alert.state() != Alert.State.FIRING)
          .thenComparingInt(Alert::gravity)
          .thenComparing(alert -> alert.key().object());

  private final AlertBook book;
  private final List<Sensor> sensors;
  private final Supplier<List<Watched>> places;
  private final Silences silences;
  private final Messages messages;
  private final InstantSource clock;
  private final Rounds rounds;
  private int looks;

  public Alerts(
      AlertBook book,
      List<Sensor> sensors,
      Supplier<List<Watched>> places,
      Messages.Teller teller,
      InstantSource clock) {
    this.book = book;
    this.sensors = sensors;
    this.places = places;
    this.silences = new Silences(book.store(), clock);
    this.messages = new Messages(book, silences, teller);
    this.clock = clock;
    this.rounds = new Rounds("alerts", LOOK, this::look);
  }

  public Alerts start() {
    rounds.start();
    return this;
  }

  public AlertBook book() {
    return book;
  }

  /** One look at everything that serves. */
  void look() {
    if (looks == 0) {
      book.forgetPending();
    }
    if (looks++ % LOOKS_PER_PRUNE == 0) {
      book.prune(clock.instant());
    }
    var watched = places.get();
    for (var place : watched) {
      if (!rounds.isOver()) {
        look(place);
      }
    }
    var targets = watched.stream().map(Watched::target).collect(Collectors.toSet());
    book.places().stream().filter(gone -> !targets.contains(gone.target())).forEach(this::gone);
  }

  private void look(Watched place) {
    var findings = findings(place);
    book.store()
        .jdbi()
        .useTransaction(
            handle -> {
              book.hold(handle, place.target());
              // As finely as the store keeps it: what is due now would else be due a moment later.
              var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              var open = book.open(handle, place.serving().app(), place.serving().environment());
              update(handle, place, findings, open, now);
              messages.tell(handle, place, now);
            });
  }

  /** Each thing once: what is wrong goes before what could not be measured. */
  private List<Finding> findings(Watched place) {
    var all = new LinkedHashMap<String, Finding>();
    for (var sensor : sensors) {
      if (Held.of(place.environment(), sensor.rule()).off().isPresent()) {
        continue;
      }
      for (var finding : ask(sensor, place)) {
        all.merge(
            finding.rule().word() + " " + finding.object(),
            finding,
            (one, other) -> one instanceof Finding.Wrong ? one : other);
      }
    }
    return List.copyOf(all.values());
  }

  private static List<Finding> ask(Sensor sensor, Watched place) {
    try {
      return sensor.look(place);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, place.target() + ": " + sensor.rule(), e);
      return List.of(new Finding.Unmeasured(sensor.rule(), "", String.valueOf(e.getMessage())));
    }
  }

  private void update(
      Handle handle, Watched place, List<Finding> findings, List<Alert> open, Instant now) {
    var isPlanned = place.planned().isPresent();
    var seen = new HashSet<String>();
    var blind = new HashSet<String>();
    for (var finding : findings) {
      var before = find(open, finding);
      var alert =
          before.orElseGet(() -> Alert.begun(Ids.next(now), key(place, finding), finding, now));
      var after =
          alert.found(finding, Held.of(place.environment(), finding.rule()), isPlanned, now);
      seen.add(after.id());
      if (finding instanceof Finding.Unmeasured && finding.object().isEmpty()) {
        blind.add(finding.rule().word());
      }
      book.write(handle, after);
      place
          .planned()
          .filter(why -> before.isEmpty())
          .ifPresent(
              why -> book.note(handle, after, new AlertBook.Telling(now, "suppressed", why)));
    }
    for (var alert : open) {
      var off = off(place, alert);
      if (off.isPresent()) {
        book.write(handle, alert.ended(now));
        book.note(handle, alert, new AlertBook.Telling(now, "suppressed", off.get()));
        continue;
      }
      // A sensor that saw nothing at all has not seen that things are well.
      var unseen = !seen.contains(alert.id()) && !blind.contains(alert.key().rule());
      if (unseen && alert.state() != Alert.State.RESOLVED) {
        alert
            .notFound(now)
            .ifPresentOrElse(after -> book.write(handle, after), () -> book.forget(handle, alert));
      }
    }
  }

  /** What is switched off while it fires is not over, and not told as if it were. */
  private static Optional<String> off(Watched place, Alert alert) {
    return Rule.of(alert.key().rule())
        .flatMap(rule -> Held.of(place.environment(), rule).off())
        .map(why -> "switched off in slipway.yaml: " + why);
  }

  private static Optional<Alert> find(List<Alert> open, Finding finding) {
    return open.stream()
        .filter(alert -> alert.state() != Alert.State.RESOLVED)
        .filter(alert -> alert.key().rule().equals(finding.rule().word()))
        .filter(alert -> alert.key().object().equals(finding.object()))
        .findFirst();
  }

  private static Alert.Key key(Watched place, Finding finding) {
    return new Alert.Key(
        place.serving().app(),
        place.serving().environment(),
        finding.rule().word(),
        finding.object());
  }

  /** What serves nowhere any more is no trouble. */
  private void gone(Alert.Key place) {
    book.store()
        .jdbi()
        .useTransaction(
            handle -> {
              book.hold(handle, place.target());
              var now = clock.instant();
              for (var alert : book.open(handle, place.app(), place.environment())) {
                book.write(handle, alert.ended(now));
                book.note(
                    handle,
                    alert,
                    new AlertBook.Telling(now, "suppressed", "nothing serves there any more"));
              }
            });
  }

  /** What an environment is held to; the usual where nothing serves. */
  public List<Held> held(String app, String environment) {
    return places.get().stream()
        .filter(place -> place.target().equals(app + "/" + environment))
        .findFirst()
        .map(place -> Held.all(place.environment()))
        .orElseGet(Held::usual);
  }

  public Silences silences() {
    return silences;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
