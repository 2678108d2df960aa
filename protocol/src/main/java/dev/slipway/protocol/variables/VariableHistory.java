package dev.slipway.protocol.variables;

import java.time.Instant;
import java.util.List;

/** The versions of an environment's configuration, newest first. */
public record VariableHistory(List<Version> versions) {

  /** Who changed what, when and why. */
  public record Version(
      int version, Instant at, String by, String why, String title, List<String> lines) {}
}
