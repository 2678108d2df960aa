package dev.slipway.postgres.restore;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Adoption;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Origin;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;

/** Restores beside the original: under another name, with passwords of its own. */
public final class Restores {
  private static final Duration START_LIMIT = Duration.ofHours(12);

  private final Repository repository;
  private final Clusters clusters;

  /**
   * @param clusters where what is restored will stand
   */
  public Restores(Repository repository, Clusters clusters) {
    this.repository = repository;
    this.clusters = clusters;
  }

  /**
   * What is restored beside the original.
   *
   * @param settings besides those that the cluster's spec gives
   */
  public record Request(
      ClusterName name,
      Target target,
      Origin origin,
      Map<String, String> settings,
      int threads,
      Durability durability) {
    public static Request of(ClusterName name, ClusterName source, Target target) {
      var origin = Origin.plain(source.toString(), "restore", target.text(), null);
      var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
      return new Request(name, target, origin, Map.of(), threads, Durability.KEPT);
    }

    /** The same for a copy that is only looked at: nothing waits for the disk. */
    public Request thrownAway() {
      var fast = Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");
      return new Request(name, target, origin, fast, threads, Durability.THROWN_AWAY);
    }
  }

  public Restored beside(Request request) {
    return beside(request, bytes -> {});
  }

  /**
   * @param progress told of each stretch of data that is in place, in bytes
   */
  public Restored beside(Request request, LongConsumer progress) {
    try {
      var choice = Choice.of(repository, request.target());
      var recovery = new Recovery(repository, choice, request.threads());
      return new Beside(request, choice, recovery).run(progress);
    } catch (IOException e) {
      throw failed(request.name().toString(), e);
    }
  }

  private RuntimeException failed(String name, IOException e) {
    return Problem.of(
            Problem.Kind.FAILED,
            "SLIP-5211",
            name + ": the restore from " + repository.store() + " failed: " + e.getMessage(),
            "delete " + name + " and restore again; the original was not touched")
        .exception(e);
  }

  /** One restore beside the original. */
  private final class Beside {
    private final Request request;
    private final Choice choice;
    private final Recovery recovery;
    private long began = System.nanoTime();
    private Duration dataTook = Duration.ZERO;

    Beside(Request request, Choice choice, Recovery recovery) {
      this.request = request;
      this.choice = choice;
      this.recovery = recovery;
    }

    Restored run(LongConsumer progress) throws IOException {
      var feed = clusters.folder(request.name()).resolve("feed");
      var adoption = clusters.beginAdoption(adoption(progress));
      var outcome = recovery.replay(feed, adoption::start);
      RunningCluster running = adoption.finish(outcome.server());
      return new Restored(
          running,
          choice.backup().id(),
          dataTook,
          Duration.ofNanos(System.nanoTime() - began),
          outcome.logBytes(),
          outcome.reachedTheEnd());
    }

    private Adoption adoption(LongConsumer progress) {
      var source = choice.backup().cluster();
      var spec =
          new ClusterSpec(
              request.name(),
              source.spec().database(),
              source.spec().extensions(),
              source.spec().schemas(),
              source.spec().memory(),
              source.spec().connections());
      return new Adoption(
          spec,
          source,
          request.origin(),
          folder -> {
            try {
              recovery.writeData(folder, request.durability(), progress);
            } catch (IOException e) {
              throw failed(request.name().toString(), e);
            }
            dataTook = Duration.ofNanos(System.nanoTime() - began);
            began = System.nanoTime();
          },
          request.settings(),
          START_LIMIT);
    }
  }
}
