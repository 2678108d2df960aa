package dev.slipway.watch.alert;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Rounds;
import dev.slipway.watch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
  private static final int LOOKS_PER_PRUNE = 1_000;

  /** Alerts of one instant have no order of their own. */
  private static final Comparator<Alert> GRAVEST_FIRST =
      Comparator.comparing((Alert alert) -> alert.state() != Alert.State.FIRING)
          .thenComparing(
              alert -> Rule.of(alert.key().rule()).map(Rule::ordinal).orElse(Integer.MAX_VALUE))
          .thenComparing(alert -> alert.key().object());

  private final AlertBook book;
  private final List<Sensor> sensors;
  private final Supplier<List<Watched>> places;
  private final Teller teller;
  private final InstantSource clock;
  private final Rounds rounds;
  private int looks;

  /** Hands a message to those who are to know, with what the transaction writes. */
  public interface Teller {
    /**
     * @return how many are told
     */
    int tell(Handle handle, Deployment serving, String key, String title, List<String> lines);
  }

  public Alerts(
      AlertBook book,
      List<Sensor> sensors,
      Supplier<List<Watched>> places,
      Teller teller,
      InstantSource clock) {
    this.book = book;
    this.sensors = sensors;
    this.places = places;
    this.teller = teller;
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
              var now = clock.instant();
              var open = book.open(handle, place.serving().app(), place.serving().environment());
              update(handle, place, findings, open, now);
              tell(handle, place, now);
            });
  }

  /** Each thing once: what is wrong goes before what could not be measured. */
  private List<Finding> findings(Watched place) {
    var all = new LinkedHashMap<String, Finding>();
    for (var sensor : sensors) {
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
      var after = alert.found(finding, isPlanned, now);
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
      // A sensor that saw nothing at all has not seen that things are well.
      var unseen = !seen.contains(alert.id()) && !blind.contains(alert.key().rule());
      if (unseen && alert.state() != Alert.State.RESOLVED) {
        alert
            .notFound(now)
            .ifPresentOrElse(after -> book.write(handle, after), () -> book.forget(handle, alert));
      }
    }
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

  /** All that is due for an environment goes out as one message. */
  private void tell(Handle handle, Watched place, Instant now) {
    var silences = book.silences(place.serving().app(), place.serving().environment(), now);
    var due = new ArrayList<Alert>();
    for (var alert : book.open(handle, place.serving().app(), place.serving().environment())) {
      if (alert.tellAt().filter(at -> !at.isAfter(now)).isEmpty()) {
        continue;
      }
      var silence = silences.stream().filter(one -> one.covers(alert, now)).findFirst();
      if (silence.isPresent()) {
        suppress(handle, alert, silence.get(), now);
      } else if (place.planned().isEmpty() || alert.state() == Alert.State.RESOLVED) {
        due.add(alert);
      }
    }
    if (due.isEmpty()) {
      return;
    }
    due.sort(GRAVEST_FIRST);
    var told =
        teller.tell(
            handle,
            place.serving(),
            due.getFirst().id() + "/" + due.getFirst().state().word() + "/" + due.getFirst().told(),
            title(place, due),
            due.stream().map(alert -> alert.text(now)).toList());
    due.forEach(alert -> wasTold(handle, alert, told, now));
  }

  private static String title(Watched place, List<Alert> due) {
    var firing = due.stream().filter(alert -> alert.state() == Alert.State.FIRING).toList();
    var rules =
        (firing.isEmpty() ? due : firing)
            .stream().map(alert -> alert.key().rule()).distinct().collect(Collectors.joining(", "));
    return place.serving().releaseVersion()
        + " of "
        + place.target()
        + ": "
        + rules
        + (firing.isEmpty() ? " is over" : "");
  }

  private void wasTold(Handle handle, Alert alert, int told, Instant now) {
    var what =
        switch (alert.state()) {
          case RESOLVED -> "resolved";
          default -> alert.told() == 0 ? "firing" : "still";
        };
    var next =
        alert.state() == Alert.State.FIRING
            ? Optional.of(now.plus(Alert.pauseAfter(alert.told() + 1)))
            : Optional.<Instant>empty();
    book.write(handle, alert.told(alert.told() + 1, next));
    var telling =
        told == 0
            ? new AlertBook.Telling(
                now, "suppressed", "nobody is to be told: notices in slipway.yaml")
            : new AlertBook.Telling(now, what, told + (told == 1 ? " recipient" : " recipients"));
    book.note(handle, alert, telling);
  }

  private void suppress(Handle handle, Alert alert, Silence silence, Instant now) {
    var isOver = alert.state() == Alert.State.RESOLVED;
    var next = isOver ? Optional.<Instant>empty() : Optional.of(silence.until());
    book.write(handle, alert.told(alert.told(), next));
    var why = "silenced by " + silence.by() + " until " + silence.until();
    book.note(handle, alert, new AlertBook.Telling(now, "suppressed", why));
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

  /**
   * Nothing is told for a while.
   *
   * @param rule of one rule alone; empty: of all
   */
  public Silence silence(
      String app, String environment, Optional<String> rule, Duration length, By by) {
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST_SILENCE) > 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7812",
              "a silence lasts for at least a second and at most 30 days",
              "what is never to be told is left out of about in notices of slipway.yaml")
          .exception();
    }
    var now = clock.instant();
    var silence =
        new Silence(
            Ids.next(now),
            app,
            environment,
            rule.map(Alerts::demand),
            now.plus(length),
            by.name(),
            by.why());
    book.silence(silence, now);
    return silence;
  }

  /** Who wants it, and why. */
  public record By(String name, String why) {}

  private static Rule demand(String word) {
    return Rule.of(word)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7811",
                        "no rule of alerts is called " + word,
                        "they are "
                            + Arrays.stream(Rule.values())
                                .map(Rule::word)
                                .collect(Collectors.joining(", ")))
                    .exception());
  }

  /** Silences end; how many did. */
  public int hear(String app, String environment) {
    return book.hear(app, environment, clock.instant());
  }

  public List<Silence> silences(String app, String environment) {
    return book.silences(app, environment, clock.instant());
  }

  @Override
  public void close() {
    rounds.close();
  }
}
