package dev.slipway.delivery.follow;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.Trigger;
import dev.slipway.operations.Operations;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks again and again whether a release that serves in one environment may go on to those that
 * follow it. What is due follows from the records alone, so nothing is lost with whoever looked
 * before; that a release is promoted once is the database's to say, so several may look.
 */
public final class Followers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Followers.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final Records records;
  private final PromotionDesk desk;
  private final Operations operations;
  private final Map<String, Optional<Manifest>> manifests = new ConcurrentHashMap<>();
  private final Rounds rounds;

  public Followers(Records records, PromotionDesk desk, Operations operations) {
    this.records = records;
    this.desk = desk;
    this.operations = operations;
    this.rounds = new Rounds("followers", LOOK, this::look);
  }

  public Followers start() {
    rounds.start();
    return this;
  }

  /** One look at everything that serves. */
  public void look() {
    for (var serving : records.deployments().current()) {
      if (serving.state() == Deployment.State.SERVING && !rounds.isOver()) {
        for (var follower : followers(serving)) {
          try {
            follow(serving, follower);
          } catch (ProblemException e) {
            // One that can't be looked at keeps no other from following.
            LOG.log(System.Logger.Level.WARNING, "{0}", e.problem().text());
          }
        }
      }
    }
  }

  private List<String> followers(Deployment serving) {
    var manifest =
        serving.build().flatMap(build -> manifests.computeIfAbsent(build, this::manifest));
    return manifest.stream()
        .flatMap(known -> known.environments().keySet().stream())
        .filter(name -> isFollower(manifest.orElseThrow(), name, serving.environment()))
        .toList();
  }

  private static boolean isFollower(Manifest manifest, String name, String followed) {
    return Environments.of(manifest, name).settings().trigger() instanceof Trigger.After after
        && after.environment().equals(followed);
  }

  /** A build never changes: what its manifest says is read once. */
  private Optional<Manifest> manifest(String build) {
    try {
      var text = records.builds().get(build).manifest();
      return Optional.of(ManifestReader.kept(text));
    } catch (ProblemException manifestIsOfAnotherTime) {
      return Optional.empty();
    }
  }

  private void follow(Deployment serving, String environment) {
    if (records.promotions().hasComeTo(environment, serving)
        || operations.holder(serving.app() + "/" + environment).isPresent()) {
      return;
    }
    var wish =
        new PromotionDesk.Wish(serving.app(), serving.environment(), environment, Optional.empty());
    var outlook = desk.look(wish);
    if (outlook.isRefused() || outlook.isThere() || outlook.origin().number() != serving.number()) {
      return;
    }
    var request =
        new Request("slipway", "trigger", environment + " follows " + serving.environment());
    desk.follow(wish, outlook, request)
        .ifPresent(
            ordered ->
                LOG.log(
                    System.Logger.Level.INFO,
                    "{0}/{1} follows {2} {3}: operation {4}",
                    serving.app(),
                    environment,
                    serving.environment(),
                    serving.version(),
                    ordered.operation().orElseThrow()));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
