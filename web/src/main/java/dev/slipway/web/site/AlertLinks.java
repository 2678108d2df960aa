package dev.slipway.web.site;

import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.Rule;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Link;
import java.util.Optional;

/** Where to read on about what is wrong. */
final class AlertLinks {
  private static final String DATABASE = "database ";

  private AlertLinks() {}

  static Optional<Link> of(Alert alert) {
    var app = alert.key().app();
    var environment = alert.key().environment();
    var object = alert.key().object();
    return Rule.of(alert.key().rule())
        .flatMap(
            rule ->
                switch (rule) {
                  case DOWN ->
                      Optional.of(
                          object.startsWith(DATABASE)
                              ? database(app, environment, object.substring(DATABASE.length()))
                              : logs(app, environment));
                  case ERRORS, CRASH_LOOP, JOB -> Optional.of(logs(app, environment));
                  case LATENCY ->
                      Optional.of(
                          new Link("last hour", Paths.environment(app, environment) + "#figures"));
                  case CERTIFICATE ->
                      Optional.of(
                          new Link("domains", Paths.environment(app, environment) + "#domains"));
                  case LOG_KEPT, BACKUP -> Optional.of(database(app, environment, object));
                  case OPERATION ->
                      Optional.of(new Link("operation " + object, Paths.OPERATIONS + "/" + object));
                  case DISK, MEMORY, PROBE, HEARTBEAT -> Optional.empty();
                });
  }

  private static Link logs(String app, String environment) {
    return new Link("logs", Paths.logs(app, environment) + "?level=warn");
  }

  private static Link database(String app, String environment, String name) {
    return new Link("database " + name, Paths.database(app, environment, name));
  }
}
