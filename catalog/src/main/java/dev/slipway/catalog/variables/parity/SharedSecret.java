package dev.slipway.catalog.variables.parity;

import java.util.Set;

/** A variable that several services must have with one and the same value. */
public record SharedSecret(String name, Set<String> services) {}
