package dev.slipway.delivery.upkeep;

import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.backup.BackupOrder;
import dev.slipway.delivery.backup.ProveBackup;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.database.MaskRules;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.model.Database;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.export.ExportRequest;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.postgres.restore.Target;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;
import java.util.Optional;

/** Where work on databases is asked for. Everything that can be refused is refused here. */
public final class DatabaseDesk {
  private static final Duration USUAL_LIFE = Duration.ofDays(1);

  private final Records records;
  private final Tools tools;
  private final Types types;
  private final Operations operations;

  /** The operations that carry requests out. */
  public record Types(
      ProveBackup backup, RestoreDatabase restore, BranchDatabase branch, ExportDatabase export) {}

  public DatabaseDesk(Records records, Tools tools, Types types, Operations operations) {
    this.records = records;
    this.tools = tools;
    this.types = types;
    this.operations = operations;
  }

  /** A database of an environment, and the cluster that holds it. */
  public record Place(String app, String environment, Database database, ClusterName cluster) {}

  /** What a request led to. */
  public record Ordered(ClusterName cluster, long operation, String outcome) {}

  public Tools tools() {
    return tools;
  }

  /**
   * @param name of the database; empty for the only or first one
   */
  public Place find(String appName, String environmentName, String name) {
    var app = records.apps().get(appName);
    var environment = Environments.of(Environments.ofFolder(app.folder()), environmentName);
    var names = environment.databases().keySet();
    if (names.isEmpty()) {
      throw missing(appName + " has no database", "name one below databases in slipway.yaml");
    }
    var wanted = name.isEmpty() ? names.iterator().next() : name;
    var database = environment.databases().get(wanted);
    if (database == null) {
      throw missing(
          appName + " has no database " + wanted,
          Suggestion.nearest(wanted, names)
              .map(near -> "did you mean " + near + "?")
              .orElse("it has " + String.join(", ", names)));
    }
    if (database.external()) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7683",
              appName
                  + "/"
                  + wanted
                  + " stands elsewhere: its disk, log and processes are not ours, so it can't be"
                  + " backed up, restored or branched from here",
              "use what its provider offers; slipway env list shows its URL's variable")
          .exception();
    }
    var cluster = EnvironmentDatabases.cluster(environment, wanted);
    if (tools.clusters().find(cluster).isEmpty()) {
      throw missing(
          cluster + ": the database isn't made yet", "slipway deploy " + appName + " makes it");
    }
    return new Place(appName, environment.name(), database, cluster);
  }

  private static RuntimeException missing(String fact, String hint) {
    return Problem.of(Problem.Kind.NOT_FOUND, "SLIP-7682", fact, hint).exception();
  }

  public RunningCluster running(Place place) {
    return tools
        .clusters()
        .running(place.cluster())
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.UNAVAILABLE,
                        "SLIP-7684",
                        place.cluster() + ": does not run",
                        "slipway db status tells why; slipway up starts what is down")
                    .exception());
  }

  public Losses losses(Place place) {
    var admin = tools.clusters().running(place.cluster()).map(RunningCluster::admin);
    return new Losses(tools.backups().repository(place.cluster()), admin);
  }

  public Target target(Place place, String text) {
    return new Targets(tools.backups().repository(place.cluster()), tools.clock()).read(text);
  }

  public static String write(Target target) {
    return Targets.write(target);
  }

  /**
   * @param fresh takes a backup and tries it; otherwise the newest there is is tried
   */
  public Ordered backUp(Place place, Fresh fresh, Request request) {
    var serving =
        records
            .deployments()
            .serving(place.app(), place.environment())
            .map(deployment -> deployment.number())
            .orElse(0);
    var order =
        new BackupOrder(
            place.app(),
            place.environment(),
            place.cluster().toString(),
            serving,
            fresh == Fresh.TAKEN_NOW,
            place.database().backup().keep(),
            request.why().isEmpty() ? "asked for by " + request.who() : request.why());
    running(place);
    var number = operations.submit(types.backup(), order, request, WhenBusy.QUEUE);
    return new Ordered(place.cluster(), number, "");
  }

  /** Whether a backup is taken before one is tried. */
  public enum Fresh {
    TAKEN_NOW,
    NEWEST_THERE_IS
  }

  public Ordered restoreBeside(Place place, String to, Optional<String> name, Request request) {
    var target = target(place, to);
    losses(place).of(target);
    var copy =
        name.orElseGet(() -> "restored-" + Ids.next(tools.clock().instant()).substring(0, 13));
    checkFree(new ClusterName(place.app(), copy));
    return restore(place, target, RestoreOrder.Place.BESIDE, copy, request);
  }

  /**
   * @param typed the cluster's name once more, as the person typed it
   */
  public Ordered restoreInPlace(Place place, String to, String typed, Request request) {
    if (!typed.equals(place.cluster().toString())) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7645",
              place.cluster() + ": not restored, because \"" + typed + "\" is not its name",
              "what is there now is replaced: type the whole name, " + place.cluster())
          .exception();
    }
    return restore(place, target(place, to), RestoreOrder.Place.IN_PLACE, "", request);
  }

  private Ordered restore(
      Place place, Target target, RestoreOrder.Place where, String copy, Request request) {
    var order =
        new RestoreOrder(
            place.app(),
            place.environment(),
            place.cluster().toString(),
            Targets.write(target),
            where,
            copy);
    var number = operations.submit(types.restore(), order, request, WhenBusy.REFUSE);
    return new Ordered(place.cluster(), number, copy);
  }

  /**
   * @param content empty for masked where the manifest has rules
   */
  public Ordered branch(
      Place place,
      String name,
      BranchOrder.Doing doing,
      Optional<BranchOrder.Content> content,
      Optional<Duration> life,
      Request request) {
    var branch = new ClusterName(place.app(), name);
    if (doing == BranchOrder.Doing.CREATE) {
      checkFree(branch);
    } else if (tools.copies().clusters().find(branch).isEmpty()) {
      throw missing(branch + ": there is no such branch", "slipway db branch list shows them");
    }
    var rules = MaskRules.of(place.database());
    var order =
        new BranchOrder(
            place.app(),
            place.environment(),
            place.cluster().toString(),
            name,
            doing,
            content.orElse(
                rules.isEmpty() ? BranchOrder.Content.AS_IT_IS : BranchOrder.Content.MASKED),
            life.orElse(USUAL_LIFE),
            rules);
    var number = operations.submit(types.branch(), order, request, WhenBusy.QUEUE);
    return new Ordered(place.cluster(), number, name);
  }

  private void checkFree(ClusterName copy) {
    if (tools.copies().clusters().find(copy).isPresent()) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-7646",
              copy + ": there is a copy of this name already",
              "choose another name; slipway db branch reset makes it anew")
          .exception();
    }
  }

  public Ordered export(
      Place place, ExportRequest.Format format, Optional<String> tenant, Request request) {
    running(place);
    var whose = tenant.map(text -> tenant(place, text));
    var file =
        place.app()
            + "-"
            + place.environment()
            + whose.map(one -> "-" + one.key().replaceAll("[^A-Za-z0-9-]", "_")).orElse("")
            + "-"
            + Ids.next(tools.clock().instant())
            + ".zip";
    var order =
        new ExportOrder(
            place.app(),
            place.environment(),
            place.cluster().toString(),
            new ExportRequest(format, whose),
            file);
    var number = operations.submit(types.export(), order, request, WhenBusy.QUEUE);
    return new Ordered(place.cluster(), number, tools.exports().resolve(file).toString());
  }

  private static ExportRequest.Tenant tenant(Place place, String text) {
    var column = place.database().tenant().flatMap(tenancy -> tenancy.column());
    var equals = text.indexOf('=');
    if (equals > 0) {
      return new ExportRequest.Tenant(
          Optional.of(text.substring(0, equals)), column, text.substring(equals + 1));
    }
    if (column.isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7647",
              "tenant \"" + text + "\": the table of the tenants isn't known",
              "write it with its key, as in --tenant tenants=42, or set databases.….tenant")
          .exception();
    }
    return new ExportRequest.Tenant(Optional.empty(), column, text);
  }
}
