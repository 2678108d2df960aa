package dev.slipway.catalog.variables.parity;

/** A place in a service's source that reads a variable. */
public record ReadName(String service, String name, String where) {}
