package dev.slipway.edge.pool;

import dev.slipway.protocol.edge.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A pool with its instances, grouped by release as its traffic is shared. */
public final class CompiledPool {
  /**
   * Instances that stand in for each other without exception.
   *
   * @param share part of the pool's traffic, relative to the other groups
   */
  record Group(String release, int share, List<Member> members) {}

  /**
   * @param weight as this table gives it
   * @param sticky text that tells the instance apart in a cookie
   */
  record Member(Instance instance, int weight, String sticky) {}

  private final Pool pool;
  private final List<Group> groups;
  private final int shares;

  public CompiledPool(Pool pool, Instances instances) {
    this.pool = pool;
    var byRelease = new LinkedHashMap<String, List<Member>>();
    for (var target : pool.targets()) {
      var release = pool.shares().isEmpty() ? "" : target.release();
      var sticky = hash(target.release()) + "." + hash(target.instance());
      byRelease
          .computeIfAbsent(release, name -> new ArrayList<>())
          .add(new Member(instances.of(pool.name(), target), target.weight(), sticky));
    }
    var found = new ArrayList<Group>();
    byRelease.forEach(
        (release, members) -> {
          var share = release.isEmpty() ? 1 : pool.shares().getOrDefault(release, 0);
          if (share > 0) {
            found.add(new Group(release, share, List.copyOf(members)));
          }
        });
    groups = List.copyOf(found);
    shares = groups.stream().mapToInt(Group::share).sum();
  }

  private static String hash(String name) {
    return Integer.toHexString(name.hashCode());
  }

  public Pool pool() {
    return pool;
  }

  public List<Instance> instances() {
    return groups.stream()
        .flatMap(group -> group.members().stream())
        .map(Member::instance)
        .toList();
  }

  List<Group> groups() {
    return groups;
  }

  int shares() {
    return shares;
  }
}
