package dev.slipway.manifest.model;

/** What sort of thing a service is, which decides what it must and must not say. */
public enum ServiceKind {
  /** Answers requests on a port. */
  WEB,
  /** Files that the edge serves by itself. */
  STATIC,
  /** Runs without answering anybody. */
  WORKER,
  /** Runs when told to, and ends. */
  JOB
}
