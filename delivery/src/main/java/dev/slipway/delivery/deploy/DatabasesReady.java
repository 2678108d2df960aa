package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Closures;
import dev.slipway.delivery.database.DataFeed;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the databases run, how old their backups are, and what of them is not ours to do. */
record DatabasesReady(Machinery machinery, Instant now) {
  List<Evidence> look(ResolvedEnvironment environment) {
    var found = new ArrayList<Evidence>();
    closed(environment).ifPresent(found::add);
    environment
        .databases()
        .forEach(
            (name, database) -> {
              if (database.external()) {
                found.add(
                    Evidence.caution(
                        "database " + name,
                        "stands elsewhere: neither backed up nor migrated by a deployment",
                        "back it up and migrate it (slipway migrate --url) yourself"));
              } else {
                found.add(runs(environment, name, database));
                refreshed(name, database).ifPresent(found::add);
                found.addAll(migrations(name, database));
              }
            });
    return found;
  }

  /** Checks that write could not pass, and a rehearsal would be of something else. */
  private Optional<Evidence> closed(ResolvedEnvironment environment) {
    return machinery.doors().closed(environment.app(), environment.name()).stream()
        .filter(Closures.Closure::databases)
        .findFirst()
        .map(
            by ->
                Evidence.bad(
                    "databases",
                    "take no writes: closed by " + by.by(),
                    "slipway maintenance off " + environment.app() + " " + environment.name()));
  }

  private Evidence runs(ResolvedEnvironment environment, String name, Database database) {
    var subject = "database " + name;
    if (!machinery.databases().exists(environment, name)) {
      return coming(environment, name, database);
    }
    var cluster = machinery.databases().running(environment, name);
    if (cluster.isEmpty()) {
      return Evidence.caution(subject, "does not run: it is started", "");
    }
    var backups = machinery.backups().repository(cluster.get().name()).backups();
    if (backups.isEmpty()) {
      return Evidence.good(subject, "runs; no backup yet: one is taken if it holds rows");
    }
    var newest = backups.getLast();
    var age = Durations.human(Duration.between(newest.span().stoppedAt(), now));
    var fact = "runs; newest backup is " + age + " old" + (newest.isProven() ? ", proven" : "");
    var gap = machinery.backups().following(cluster.get().name()).gap();
    return gap.isEmpty()
        ? Evidence.good(subject, fact)
        : Evidence.caution(subject, fact + "; " + gap, "a new backup is taken now");
  }

  /** What a database that isn't there will be made of. */
  private Evidence coming(ResolvedEnvironment environment, String name, Database database) {
    var subject = "database " + name;
    var wanted = DataFeed.source(environment, name);
    if (wanted.isEmpty()) {
      return Evidence.good(subject, "will be made");
    }
    var source = machinery.databases().comingFrom(environment, name);
    var kind = database.source().kind().name().toLowerCase(Locale.ROOT);
    return source
        .map(from -> Evidence.good(subject, "will be made: " + kind + " from " + from))
        .orElseGet(
            () ->
                Evidence.caution(
                    subject,
                    "is to be made " + kind + " from " + wanted.get() + ", which does not run",
                    "it is made empty; deploy there first, or delete the empty one later"));
  }

  private static Optional<Evidence> refreshed(String name, Database database) {
    return database.source().refresh() instanceof Rhythm.Never
        ? Optional.empty()
        : Optional.of(
            Evidence.caution(
                "database " + name,
                "its copy is made once: source.refresh is not carried out yet",
                "slipway db branch create makes a fresh copy beside it"));
  }

  /** What slipway.yaml asks for and a deployment can't do yet is said, never left out silently. */
  private static List<Evidence> migrations(String name, Database database) {
    var found = new ArrayList<Evidence>();
    var settings = database.migrations();
    if (settings.isEmpty()) {
      return found;
    }
    var subject = "migrations of " + name;
    if (settings.get().command().isPresent()) {
      found.add(
          Evidence.caution(
              subject,
              "a tool's own command is not run by deployments yet",
              "run it yourself before you deploy: " + settings.get().command().get()));
    }
    if (!settings.get().schemas().isEmpty() || settings.get().tenants().isPresent()) {
      found.add(
          Evidence.caution(
              subject,
              "are applied once, to the whole database: schemas and tenants are not looked at yet",
              "apply them with slipway migrate apply --schema"));
    }
    return found;
  }
}
