package dev.slipway.manifest.model;

/** What keeps the data of two environments apart. */
public enum Isolation {
  CLUSTER,
  DATABASE,
  SCHEMA
}
