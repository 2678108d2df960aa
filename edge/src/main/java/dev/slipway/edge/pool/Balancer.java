package dev.slipway.edge.pool;

import dev.slipway.edge.pool.CompiledPool.Group;
import dev.slipway.edge.pool.CompiledPool.Member;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the instance for a request: the release by its share of the traffic, within it the
 * instance with the fewest requests outstanding on this loop. One for each loop.
 */
public final class Balancer {
  private final RandomGenerator random;
  private final Load load;
  private int turn;

  /** How many requests this loop has running on an instance. */
  public interface Load {
    int of(Instance instance);
  }

  public Balancer(RandomGenerator random, Load load) {
    this.random = random;
    this.load = load;
  }

  /**
   * @param tried indexes of instances that failed this request already
   * @param stickyTo where the client was before, or null
   * @return null when no instance may be used
   */
  public @Nullable Instance choose(
      CompiledPool pool, long nanos, @Nullable BitSet tried, @Nullable String stickyTo) {
    var groups = pool.groups();
    if (groups.isEmpty()) {
      return null;
    }
    if (stickyTo != null) {
      var before = find(pool, stickyTo, nanos, tried);
      if (before != null) {
        return before;
      }
      var sameRelease = findRelease(pool, stickyTo, nanos, tried);
      if (sameRelease != null) {
        return sameRelease;
      }
    }
    var first = groups.size() == 1 ? 0 : drawn(pool);
    for (var ejectedToo = 0; ejectedToo < 2; ejectedToo++) {
      for (var i = 0; i < groups.size(); i++) {
        var group = groups.get((first + i) % groups.size());
        var found = leastBusy(pool, group, nanos, tried, ejectedToo == 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private int drawn(CompiledPool pool) {
    var left = random.nextInt(pool.shares());
    var groups = pool.groups();
    for (var i = 0; i < groups.size(); i++) {
      left -= groups.get(i).share();
      if (left < 0) {
        return i;
      }
    }
    return 0;
  }

  private static @Nullable Instance find(
      CompiledPool pool, String sticky, long nanos, @Nullable BitSet tried) {
    for (var group : pool.groups()) {
      for (var member : group.members()) {
        var instance = member.instance();
        if (member.sticky().equals(sticky) && instance.available(nanos) && !in(tried, instance)) {
          return instance;
        }
      }
    }
    return null;
  }

  /** The instance is gone: another one of the release that the client knows, if it has a share. */
  private @Nullable Instance findRelease(
      CompiledPool pool, String sticky, long nanos, @Nullable BitSet tried) {
    var release = sticky.substring(0, sticky.indexOf('.') + 1);
    for (var group : pool.groups()) {
      if (!group.release().isEmpty() && group.members().get(0).sticky().startsWith(release)) {
        return leastBusy(pool, group, nanos, tried, false);
      }
    }
    return null;
  }

  /**
   * @param ejectedToo the last resort: rather an ejected instance than none
   */
  private @Nullable Instance leastBusy(
      CompiledPool pool, Group group, long nanos, @Nullable BitSet tried, boolean ejectedToo) {
    var members = group.members();
    var count = members.size();
    if (count == 1) {
      var only = members.get(0).instance();
      var usable = ejectedToo ? !only.unhealthy() : only.available(nanos);
      return usable && !in(tried, only) ? only : null;
    }
    Instance best = null;
    var bestLoad = Double.MAX_VALUE;
    var start = turn++ & Integer.MAX_VALUE;
    for (var i = 0; i < count; i++) {
      var member = members.get((start + i) % count);
      var instance = member.instance();
      var usable = ejectedToo ? !instance.unhealthy() : instance.available(nanos);
      if (!usable || in(tried, instance)) {
        continue;
      }
      var busy = (load.of(instance) + 1) / weight(pool, member, nanos);
      if (busy < bestLoad) {
        best = instance;
        bestLoad = busy;
      }
    }
    return best;
  }

  /** A new instance's weight grows from a tenth to the whole during its slow start. */
  private static double weight(CompiledPool pool, Member member, long nanos) {
    var slowStart = pool.pool().policy().slowStart().toNanos();
    var age = member.instance().routedFor(nanos);
    if (slowStart <= 0 || age >= slowStart) {
      return member.weight();
    }
    return member.weight() * Math.max(0.1, (double) age / slowStart);
  }

  private static boolean in(@Nullable BitSet tried, Instance instance) {
    return tried != null && tried.get(instance.index());
  }

  /** The text that brings a client back to this instance; null when it left the pool. */
  public static @Nullable String sticky(CompiledPool pool, Instance instance) {
    for (var group : pool.groups()) {
      for (var member : group.members()) {
        if (member.instance() == instance) {
          return member.sticky();
        }
      }
    }
    return null;
  }
}
