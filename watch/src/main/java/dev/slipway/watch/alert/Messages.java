package dev.slipway.watch.alert;

import dev.slipway.catalog.Deployment;
import dev.slipway.watch.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Decides what of an environment is told now, what waits and what is never told. */
public final class Messages {
  private final AlertBook book;
  private final Silences silences;
  private final Teller teller;

  /** Hands a message to those who are to know, with what the transaction writes. */
  public interface Teller {
    /**
     * @return how many are told
     */
    int tell(Handle handle, Deployment serving, String key, String title, List<String> lines);
  }

  Messages(AlertBook book, Silences silences, Teller teller) {
    this.book = book;
    this.silences = silences;
    this.teller = teller;
  }

  /** All that is due for an environment goes out as one message. */
  void tell(Handle handle, Watched place, Instant now) {
    var silent = silences.of(place.serving().app(), place.serving().environment());
    var quiet = QuietHours.now(place.environment().alerts().quiet(), now);
    var due = new ArrayList<Alert>();
    for (var alert : book.open(handle, place.serving().app(), place.serving().environment())) {
      if (alert.tellAt().filter(at -> !at.isAfter(now)).isEmpty()) {
        continue;
      }
      var silence = silent.stream().filter(one -> one.covers(alert, now)).findFirst();
      if (silence.isPresent()) {
        suppress(handle, alert, silence.get(), now);
      } else if (quiet.isPresent() && !wakes(place, alert)) {
        holdBack(handle, alert, quiet.get(), now);
      } else if (place.planned().isEmpty() || alert.state() == Alert.State.RESOLVED) {
        due.add(alert);
      }
    }
    if (due.isEmpty()) {
      return;
    }
    due.sort(Alerts.GRAVEST_FIRST);
    var told =
        teller.tell(
            handle,
            place.serving(),
            due.getFirst().id() + "/" + due.getFirst().state().word() + "/" + due.getFirst().told(),
            title(place, due),
            due.stream().map(alert -> alert.text(now)).toList());
    due.forEach(alert -> wasTold(handle, alert, told, now));
  }

  /** What is no rule any more is waited for by nobody. */
  private static boolean wakes(Watched place, Alert alert) {
    return Rule.of(alert.key().rule())
        .map(rule -> Held.of(place.environment(), rule).wakes())
        .orElse(false);
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

  /** It waits till morning, also that it is over; what is over before anybody was told is not. */
  private void holdBack(Handle handle, Alert alert, QuietHours.End end, Instant now) {
    book.write(handle, alert.told(alert.told(), Optional.of(end.instant())));
    book.note(handle, alert, new AlertBook.Telling(now, "suppressed", end.words()));
  }
}
