package dev.slipway.protocol.edge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Instances that can stand in for each other.
 *
 * @param targets who gets new requests; an instance that isn't named any more is drained: what it
 *     is answering goes on up to {@link PoolPolicy#drain}, nothing new reaches it
 * @param shares canary: parts of the traffic by release, such as {@code v52: 95, v53: 5}; empty:
 *     every instance alike
 * @param health null: instances are only judged by their answers
 * @param hold null: requests are passed on; otherwise they wait at the edge
 */
public record Pool(
    String name,
    List<Target> targets,
    Map<String, Integer> shares,
    @Nullable HealthCheck health,
    @Nullable Hold hold,
    PoolPolicy policy) {

  public Pool {
    targets = Given.list(targets);
    shares = Given.map(shares);
    policy = Given.or(policy, PoolPolicy.DEFAULT);
  }

  public static Pool of(String name, List<Target> targets) {
    return new Pool(name, targets, Map.of(), null, null, PoolPolicy.DEFAULT);
  }

  public Pool withTargets(List<Target> changed) {
    return new Pool(name, changed, shares, health, hold, policy);
  }

  public Pool withShares(Map<String, Integer> changed) {
    return new Pool(name, targets, changed, health, hold, policy);
  }

  public Pool withHealth(@Nullable HealthCheck changed) {
    return new Pool(name, targets, shares, changed, hold, policy);
  }

  public Pool withHold(@Nullable Hold changed) {
    return new Pool(name, targets, shares, health, changed, policy);
  }

  public Pool withPolicy(PoolPolicy changed) {
    return new Pool(name, targets, shares, health, hold, changed);
  }
}
