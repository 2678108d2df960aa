package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.InstanceSpec;
import java.util.Map;

/**
 * What is wanted of an instance, written before anything is done about it. Its environment is not
 * here: secrets stay sealed with the control plane.
 *
 * @param mark a word of its own in the environment of each process of the instance
 */
record InstanceRecord(
    Map<String, String> labels,
    String artefactDigest,
    String artefactFolder,
    String command,
    int port,
    String mark) {

  static InstanceRecord of(InstanceSpec spec, int port, String mark) {
    return new InstanceRecord(
        spec.labels(),
        spec.artefact().digest(),
        spec.artefact().folder().toString(),
        spec.launch().command(),
        port,
        mark);
  }

  /** Whether the specification is of the same instance, started again. */
  boolean isOf(InstanceSpec spec) {
    return spec.artefact().digest().equals(artefactDigest)
        && spec.launch().command().equals(command);
  }
}
