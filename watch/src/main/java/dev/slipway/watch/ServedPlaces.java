package dev.slipway.watch;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The environments in which a release serves. */
public final class ServedPlaces implements Supplier<List<Watched>> {
  private static final System.Logger LOG = System.getLogger(ServedPlaces.class.getName());

  private final Records records;
  private final Closures closures;
  private final Predicate<String> busy;

  /** A build never changes: what its manifest says is read once. */
  private final Map<String, ResolvedEnvironment> environments = new ConcurrentHashMap<>();

  /**
   * @param busy whether an operation holds a target
   */
  public ServedPlaces(Records records, Closures closures, Predicate<String> busy) {
    this.records = records;
    this.closures = closures;
    this.busy = busy;
  }

  @Override
  public List<Watched> get() {
    var all = new ArrayList<Watched>();
    for (var one : records.deployments().current()) {
      if (one.state() == Deployment.State.SERVING && one.build().isPresent()) {
        try {
          all.add(new Watched(one, environment(one, one.build().get()), planned(one)));
        } catch (ProblemException e) {
          // One that can't be read keeps no other from being looked at.
          LOG.log(System.Logger.Level.WARNING, "{0}", e.problem().text());
        }
      }
    }
    return all;
  }

  private ResolvedEnvironment environment(Deployment serving, String build) {
    return environments.computeIfAbsent(
        build + " " + serving.environment(),
        key -> Environments.of(records.builds().get(build), serving.environment()));
  }

  private Optional<String> planned(Deployment serving) {
    if (!closures.of(serving.app(), serving.environment()).isEmpty()) {
      return Optional.of("it is closed for maintenance");
    }
    return busy.test(serving.target())
        ? Optional.of("an operation is under way")
        : Optional.empty();
  }
}
