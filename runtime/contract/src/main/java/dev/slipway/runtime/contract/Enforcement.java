package dev.slipway.runtime.contract;

/**
 * Which limits the machine can hold an instance to.
 *
 * @param how by what, or why not, as a person reads it
 */
public record Enforcement(boolean memory, boolean cpus, boolean processes, String how) {}
