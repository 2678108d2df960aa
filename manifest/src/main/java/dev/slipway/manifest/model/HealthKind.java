package dev.slipway.manifest.model;

/** How an instance is asked whether it works. */
public enum HealthKind {
  /** A request, answered with a good status. */
  HTTP,
  /** Its port accepts a connection: all that can be known of a server that isn't ours. */
  TCP,
  /** A command that ends with 0. */
  COMMAND,
  /** The process runs: for workers. */
  ALIVE
}
