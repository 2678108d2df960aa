package dev.slipway.delivery.instances;

import dev.slipway.runtime.contract.InstanceId;

/** One instance of a release, as steps remember it. */
public record InstanceRef(String service, String id, String address, int port) {
  public InstanceId instance() {
    return new InstanceId(id);
  }
}
