package dev.slipway.postgres.drill;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.Restored;
import dev.slipway.postgres.restore.Restores;
import dev.slipway.postgres.restore.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores a backup into a cluster of its own, starts it, checks it and throws it away. What came
 * of it stands on the backup from then on, good or bad.
 */
public final class Drills {
  private final Repository repository;
  private final Clusters clusters;
  private final SmokeCheck smoke;
  private final InstantSource clock;

  /**
   * @param clusters where the copies stand while they are looked at
   */
  public Drills(Repository repository, Clusters clusters, SmokeCheck smoke, InstantSource clock) {
    this.repository = repository;
    this.clusters = clusters;
    this.smoke = smoke;
    this.clock = clock;
  }

  /** Tries the newest backup. */
  public Backup runNewest(Optional<RunningCluster> source) {
    var backups = repository.backups();
    if (backups.isEmpty()) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-5220",
              repository.store() + ": there is no backup to try",
              "slipway db backup")
          .exception();
    }
    return run(backups.getLast().id(), source);
  }

  /**
   * Tries a backup; it comes back with its proof, whose findings are empty when all is well.
   *
   * @param source compared with where nobody wrote to it meanwhile; empty when it doesn't run
   */
  public Backup run(String id, Optional<RunningCluster> source) {
    try {
      var backup = find(id);
      var application = backup.cluster().name().application();
      var name = new ClusterName(application, "drill-" + Ids.next(clock.instant()));
      var proof = attempt(backup, name, source);
      repository.prove(id, proof);
      return find(id);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNMEASURED,
              "SLIP-5221",
              id + ": the drill could not be run: " + e.getMessage(),
              "check the disks of the repository and of the drills; the backup stays unproven")
          .exception(e);
    }
  }

  private Backup find(String id) throws IOException {
    return repository
        .find(id)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-5220",
                        id + ": there is no such backup",
                        "those there are: slipway db backups")
                    .exception());
  }

  private Backup.Proof attempt(Backup backup, ClusterName name, Optional<RunningCluster> source) {
    var findings = new ArrayList<String>();
    var request =
        Restores.Request.of(name, backup.cluster().name(), new Target.AtBackup(backup.id()));
    backup.corruptPages().forEach(page -> findings.add(page + " was corrupt when it was copied"));
    try {
      var before = source.map(running -> RowCounts.of(running.admin()));
      var restored = new Restores(repository, clusters).beside(request.thrownAway());
      return check(backup, restored, source, before, findings);
    } catch (ProblemException e) {
      // A backup that can't be brought back is a result of the drill, and the one that matters.
      findings.add(e.problem().fact());
      return new Backup.Proof(clock.instant(), Duration.ZERO, 0, 0, findings);
    } finally {
      if (clusters.find(name).isPresent()) {
        clusters.delete(name, name.toString());
      }
    }
  }

  private Backup.Proof check(
      Backup backup,
      Restored restored,
      Optional<RunningCluster> source,
      Optional<RowCounts> before,
      List<String> findings) {
    var rows = RowCounts.of(restored.cluster().admin());
    if (source.isPresent() && before.isPresent() && wroteNothingSince(backup, source.get())) {
      findings.addAll(before.get().differences(rows, RowCounts.of(source.get().admin())));
    }
    var integrity = new Integrity();
    integrity.check(restored.cluster().admin());
    findings.addAll(integrity.findings());
    findings.addAll(smoke.findings(restored.cluster()));
    var took = restored.dataTook().plus(restored.logTook());
    return new Backup.Proof(
        clock.instant(), took, rows.total(), integrity.indexesChecked(), List.copyOf(findings));
  }

  /** Rows can be compared only while the source is as it was when the backup ended. */
  private boolean wroteNothingSince(Backup backup, RunningCluster source) {
    return new LastWrite(source.admin()).at().isBefore(backup.span().stoppedAt());
  }
}
