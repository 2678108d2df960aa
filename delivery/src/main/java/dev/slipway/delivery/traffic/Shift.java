package dev.slipway.delivery.traffic;

import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables by which users go over from one release to the next, one after the other. All but the
 * last one leave routes, files and whatever else is not instances as it was.
 *
 * @param to the new release
 * @param instances those of the new release
 * @param before as it was when the first of them was made
 */
public record Shift(Routing to, List<InstanceRef> instances, EnvironmentTraffic before) {

  /**
   * One of them.
   *
   * @param percent of the requests that the new release gets
   * @param pools instead of those that were; empty at the end, where everything is as the new
   *     release has it
   * @param leaving instances that get nothing new from now on
   */
  public record Stage(int percent, List<Pool> pools, Set<String> leaving) {
    public boolean isLast() {
      return percent == 100;
    }
  }

  /** All at once. */
  public List<Stage> atOnce() {
    return List.of(last());
  }

  /** So many instances at a time. */
  public List<Stage> rolling(int parallel) {
    var most = newPools().stream().mapToInt(pool -> pool.targets().size()).max().orElse(0);
    var stages = new ArrayList<Stage>();
    for (var done = parallel; done < most && hasUsers(); done += parallel) {
      stages.add(rolled(done));
    }
    stages.add(last());
    return stages;
  }

  /** Growing shares of the requests, on all instances of both releases. */
  public List<Stage> shares(List<Integer> percents) {
    var stages = new ArrayList<Stage>();
    if (hasUsers()) {
      percents.forEach(percent -> stages.add(shared(percent)));
    }
    stages.add(last());
    return stages;
  }

  private boolean hasUsers() {
    return before.pools().stream().anyMatch(pool -> !pool.targets().isEmpty());
  }

  private Stage last() {
    return new Stage(100, List.of(), names(before.pools()));
  }

  private Stage rolled(int done) {
    var pools = new ArrayList<Pool>();
    var arrived = 0;
    var all = 0;
    for (var old : before.pools()) {
      var coming = coming(old);
      var in = Math.min(done, coming.size());
      var out =
          coming.isEmpty() || in == coming.size()
              ? (coming.isEmpty() ? 0 : old.targets().size())
              : old.targets().size() * in / coming.size();
      var targets = new ArrayList<Target>(coming.subList(0, in));
      targets.addAll(old.targets().subList(out, old.targets().size()));
      pools.add(old.withTargets(targets));
      arrived += in;
      all += targets.size();
    }
    return new Stage(all == 0 ? 0 : Math.min(99, arrived * 100 / all), pools, gone(pools));
  }

  private Stage shared(int percent) {
    var pools = new ArrayList<Pool>();
    for (var old : before.pools()) {
      var coming = coming(old);
      if (coming.isEmpty() || old.targets().isEmpty()) {
        pools.add(old);
        continue;
      }
      var targets = new ArrayList<>(old.targets());
      targets.addAll(coming);
      pools.add(
          old.withTargets(targets)
              .withShares(shares(old.targets(), percent))
              .withPolicy(old.policy().withSticky(true)));
    }
    return new Stage(percent, pools, Set.of());
  }

  private Map<String, Integer> shares(List<Target> old, int percent) {
    var shares = new LinkedHashMap<String, Integer>();
    old.forEach(target -> shares.put(target.release(), 100 - percent));
    shares.put(to.release(), percent);
    return shares;
  }

  private List<Pool> newPools() {
    return to.to(before, instances).pools();
  }

  private List<Target> coming(Pool old) {
    return newPools().stream()
        .filter(pool -> pool.name().equals(old.name()))
        .findFirst()
        .map(Pool::targets)
        .orElse(List.of());
  }

  private Set<String> gone(List<Pool> now) {
    var gone = new HashSet<>(names(before.pools()));
    gone.removeAll(names(now));
    return gone;
  }

  private static Set<String> names(List<Pool> pools) {
    var names = new HashSet<String>();
    pools.forEach(pool -> pool.targets().forEach(target -> names.add(target.instance())));
    return names;
  }

  /** The environment's part at a stage, closed or not as it is now. */
  public EnvironmentTraffic at(Stage stage, EnvironmentTraffic now) {
    return stage.isLast() ? to.to(now, instances) : now.withPools(stage.pools());
  }
}
