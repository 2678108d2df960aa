package dev.slipway.manifest.resolved;

/** Whose environment it is. */
record Context(String app, String environment) {}
