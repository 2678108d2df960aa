package dev.slipway.watch.sensor;

import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.postgres.insight.Insight;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.util.ArrayList;
import java.util.List;

/** Log that a server keeps because nobody takes it away. */
public record LogKeptSensor(EnvironmentDatabases databases) implements Sensor {
  @Override
  public Rule rule() {
    return Rule.LOG_KEPT;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var findings = new ArrayList<Finding>();
    var most = Held.of(watched.environment(), Rule.LOG_KEPT).size();
    watched
        .environment()
        .databases()
        .forEach(
            (name, database) -> {
              if (!database.external()) {
                databases
                    .running(watched.environment(), name)
                    .flatMap(cluster -> new Insight(cluster).logKept())
                    .filter(kept -> kept.compareTo(most) > 0)
                    .ifPresent(
                        kept ->
                            findings.add(
                                new Finding.Wrong(
                                    Rule.LOG_KEPT, name, kept.human() + " of log are kept")));
              }
            });
    return findings;
  }
}
