package dev.slipway.manifest.model;

/** What is asked of the edge and the application from outside. */
public enum Probe {
  TLS,
  REDIRECT,
  CORS,
  RATE_LIMIT,
  SECURITY_HEADERS
}
