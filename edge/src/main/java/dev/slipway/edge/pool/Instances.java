package dev.slipway.edge.pool;

import dev.slipway.protocol.edge.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every instance that any table has named. Changed by the one thread that takes tables. */
public final class Instances {
  private record Key(String pool, String instance, String address, int port) {}

  private final Map<Key, Instance> byKey = new HashMap<>();
  private volatile List<Instance> all = List.of();

  /** The instance, the same one for the same pool, name and address. */
  synchronized Instance of(String pool, Target target) {
    return byKey.computeIfAbsent(
        new Key(pool, target.instance(), target.address(), target.port()),
        key -> {
          var instance = new Instance(pool, target, all.size());
          var longer = new ArrayList<>(all);
          longer.add(instance);
          all = List.copyOf(longer);
          return instance;
        });
  }

  /** Marks which instances the table that is about to be served routes to. */
  public void route(Set<Instance> routed, long nanos) {
    for (var instance : all) {
      instance.route(routed.contains(instance), nanos);
    }
  }

  public List<Instance> all() {
    return all;
  }
}
