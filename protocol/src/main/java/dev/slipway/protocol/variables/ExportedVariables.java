package dev.slipway.protocol.variables;

/** Variables as a .env text. */
public record ExportedVariables(String text) {}
