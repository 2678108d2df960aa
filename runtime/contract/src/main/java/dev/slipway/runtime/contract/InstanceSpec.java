package dev.slipway.runtime.contract;

import java.util.Map;

/**
 * Everything a runtime needs to start an instance.
 *
 * @param labels what it belongs to, for people and lists: application, environment, service,
 *     release
 */
public record InstanceSpec(
    InstanceId id,
    Map<String, String> labels,
    Artefact artefact,
    Launch launch,
    Limits limits,
    Lifetime lifetime) {
  public InstanceSpec {
    labels = Map.copyOf(labels);
  }

  /** A service without labels or limits. */
  public static InstanceSpec service(InstanceId id, Artefact artefact, Launch launch) {
    return new InstanceSpec(id, Map.of(), artefact, launch, Limits.NONE, Lifetime.Service.USUAL);
  }

  public InstanceSpec labelled(Map<String, String> other) {
    return new InstanceSpec(id, other, artefact, launch, limits, lifetime);
  }

  public InstanceSpec limitedTo(Limits other) {
    return new InstanceSpec(id, labels, artefact, launch, other, lifetime);
  }

  public InstanceSpec living(Lifetime other) {
    return new InstanceSpec(id, labels, artefact, launch, limits, other);
  }
}
