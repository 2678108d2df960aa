package dev.slipway.watch.sensor;

import dev.slipway.delivery.backup.BackupPromise;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.util.ArrayList;
import java.util.List;

/** Backups that were not taken, or not proven, in their time. */
public record BackupSensor(BackupPromise promise) implements Sensor {
  @Override
  public Rule rule() {
    return Rule.BACKUP;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var findings = new ArrayList<Finding>();
    var since = watched.serving().servingSince().orElse(watched.serving().asked().at());
    for (var database : watched.environment().databases().keySet()) {
      promise
          .broken(watched.environment(), database, since)
          .ifPresent(value -> findings.add(new Finding.Wrong(Rule.BACKUP, database, value)));
    }
    return findings;
  }
}
