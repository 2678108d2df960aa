package dev.slipway.watch.alert;

import dev.slipway.watch.Watched;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Alerts of one environment that look when a test says so. */
public final class TestingAlerts {
  private final Alerts alerts;

  public TestingAlerts(
      AlertBook book,
      List<Sensor> sensors,
      Supplier<Watched> place,
      Messages.Teller teller,
      InstantSource clock) {
    this.alerts = new Alerts(book, sensors, () -> List.of(place.get()), teller, clock);
  }

  public void look() {
    alerts.look();
  }
}
