package dev.slipway.delivery.upkeep;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Origin;
import dev.slipway.postgres.restore.Choice;
import dev.slipway.postgres.restore.InPlace;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.restore.Restored;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Restores. A copy that was not finished is thrown away and made again; a cluster whose data was
 * being replaced stays down until a restore has succeeded, this one's next try or its undo.
 */
final class RestoreData implements Step<RestoreOrder, RestoreData.Done> {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final String SAFETY = "before-restore-";

  private final Tools tools;

  RestoreData(Tools tools) {
    this.tools = tools;
  }

  /**
   * What came of it.
   *
   * @param wayBack the restore point of the state before; empty beside
   */
  record Done(String cluster, String backup, String wayBack, Duration took) {}

  @Override
  public String name() {
    return "Restore";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(24);
  }

  @Override
  public Optional<String> cannotUndo(RestoreOrder order) {
    return order.place() == RestoreOrder.Place.IN_PLACE
        ? Optional.of("connections that were open are cut")
        : Optional.empty();
  }

  @Override
  public Result<Done> perform(StepContext<RestoreOrder> context) throws IOException {
    var order = context.input();
    var repository = tools.backups().repository(order.source());
    var target = new Targets(repository, tools.clock()).read(order.target());
    var progress = progress(context, Choice.of(repository, target).backup().cost().logical());
    return order.place() == RestoreOrder.Place.IN_PLACE
        ? inPlace(context, target, progress)
        : beside(context, target, progress);
  }

  private static LongConsumer progress(StepContext<RestoreOrder> context, long total) {
    var done = new AtomicLong();
    return bytes -> {
      context.checkStop();
      context.progress(Math.min(total, done.addAndGet(bytes)), total, "bytes");
    };
  }

  private Result<Done> beside(
      StepContext<RestoreOrder> context, Target target, LongConsumer progress) {
    var order = context.input();
    var copies = tools.copies().clusters();
    // What an attempt that died has left is neither state.
    if (copies.find(order.copy()).map(Cluster::isUnfinished).orElse(false)) {
      tools.copies().branches().delete(order.copy());
    }
    var origin =
        Origin.plain(order.cluster(), "restore", target.text(), tools.clock().instant().plus(KEPT));
    var usual = Restores.Request.of(order.copy(), order.source(), target);
    var request =
        new Restores.Request(
            order.copy(), target, origin, usual.settings(), usual.threads(), usual.durability());
    var restored =
        new Restores(tools.backups().repository(order.source()), copies).beside(request, progress);
    return done(restored, "", restored.dataTook().plus(restored.logTook()));
  }

  private Result<Done> inPlace(
      StepContext<RestoreOrder> context, Target target, LongConsumer progress) {
    var order = context.input();
    var repository = tools.backups().repository(order.source());
    var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
    var done =
        new InPlace(repository, tools.clusters(), tools.clock())
            .restore(order.source(), target, threads, progress);
    var wayBack =
        done.wayBack().or(() -> safety(order.source(), context.began())).map(RestorePoint::name);
    var restored = done.restored();
    return done(restored, wayBack.orElse(""), restored.dataTook().plus(restored.logTook()));
  }

  private static Result<Done> done(Restored restored, String wayBack, Duration took) {
    var name = restored.cluster().name().toString();
    return Result.done(
        new Done(name, restored.backup(), wayBack, took),
        name
            + " in "
            + Durations.human(took)
            + ", "
            + new ByteSize(restored.logBytes()).human()
            + " of log"
            + (wayBack.isEmpty() ? "" : "; the way back is " + wayBack));
  }

  /** Performed twice, a restore in place would lose what was written after the first time. */
  @Override
  public Optional<Done> alreadyDone(StepContext<RestoreOrder> context) {
    var order = context.input();
    var inPlace = order.place() == RestoreOrder.Place.IN_PLACE;
    var clusters = inPlace ? tools.clusters() : tools.copies().clusters();
    var name = inPlace ? order.source() : order.copy();
    return clusters
        .find(name)
        .filter(cluster -> !cluster.isUnfinished() && isOurs(cluster, context.began()))
        .map(
            cluster ->
                new Done(
                    name.toString(),
                    "",
                    inPlace ? safety(name, context.began()).map(RestorePoint::name).orElse("") : "",
                    Duration.between(context.began(), tools.clock().instant())));
  }

  private static boolean isOurs(Cluster cluster, Instant began) {
    var origin = cluster.origin();
    var ready = cluster.readyAt();
    return origin != null
        && origin.how().equals("restore")
        && ready != null
        && ready.isAfter(began);
  }

  private Optional<RestorePoint> safety(ClusterName name, Instant since) {
    return tools.backups().points(name).all().stream()
        .filter(point -> point.name().startsWith(SAFETY) && !point.at().isBefore(since))
        .min(Comparator.comparing(RestorePoint::at));
  }

  @Override
  public Undone undo(StepContext<RestoreOrder> context, Optional<Done> output) {
    var order = context.input();
    if (order.place() == RestoreOrder.Place.BESIDE) {
      tools.copies().branches().delete(order.copy());
      return Undone.with("the copy is gone");
    }
    var safety = safety(order.source(), context.began());
    if (safety.isPresent()
        && (output.isPresent() || tools.clusters().get(order.source()).isUnfinished())) {
      var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
      new InPlace(tools.backups().repository(order.source()), tools.clusters(), tools.clock())
          .restore(order.source(), new Target.AtPoint(safety.get()), threads, bytes -> {});
      return Undone.with("as it was before: " + safety.get().name());
    }
    if (tools.clusters().get(order.source()).isUnfinished()) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-7681",
              order.cluster() + ": its data was being replaced and there is no way back point",
              "restore it to the latest state: slipway db restore --to latest --in-place")
          .exception();
    }
    tools.clusters().start(order.source());
    return Undone.with("the data was not touched");
  }
}
