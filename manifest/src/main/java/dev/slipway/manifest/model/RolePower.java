package dev.slipway.manifest.model;

/** What a role may do in every schema, now and with tables to come. */
public enum RolePower {
  READ,
  WRITE,
  ADMIN
}
