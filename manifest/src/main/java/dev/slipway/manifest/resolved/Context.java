package dev.slipway.manifest.resolved;

/**
 * Whose environment it is.
 *
 * @param basedOn the environment whose settings it has: its own name, but for a preview
 */
record Context(String app, String environment, String basedOn) {}
