package dev.slipway.web.site;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Durations;
import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.watch.alert.Alerts;
import dev.slipway.web.Paths;
import dev.slipway.web.view.HomeView.Alarm;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What fires anywhere, asked for once for a whole page. */
final class Alarms {
  private final Map<String, List<Alert>> byTarget;
  private final Instant now;

  Alarms(Rooms rooms) {
    this.now = rooms.clock().instant();
    this.byTarget =
        rooms.plant().alertDesk().map(AlertDesk::alerts).map(Alerts::book).stream()
            .flatMap(book -> book.openEverywhere().stream())
            .filter(alert -> alert.state() == Alert.State.FIRING)
            .sorted(Alerts.GRAVEST_FIRST)
            .collect(Collectors.groupingBy(alert -> alert.key().target()));
  }

  Optional<Alarm> of(Deployment one) {
    var firing = byTarget.getOrDefault(one.target(), List.of());
    if (firing.isEmpty()) {
      return Optional.empty();
    }
    var gravest = firing.getFirst();
    var length = Durations.human(Duration.between(gravest.beganAt(), now));
    var more = firing.size() == 1 ? "" : " · " + (firing.size() - 1) + " more";
    var word = gravest.key().rule().replace('-', ' ') + " · " + length + more;
    return Optional.of(new Alarm(State.failed(word), Paths.alerts(one.app(), one.environment())));
  }

  /** A smaller figure is graver; the largest where nothing fires. */
  int gravest(List<Deployment> ofAnApplication) {
    return ofAnApplication.stream()
        .flatMap(one -> byTarget.getOrDefault(one.target(), List.of()).stream())
        .mapToInt(Alert::gravity)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
