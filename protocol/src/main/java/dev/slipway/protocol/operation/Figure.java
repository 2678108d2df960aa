package dev.slipway.protocol.operation;

/** A figure that a step measured, such as p95, 6, "ms". */
public record Figure(String name, double value, String unit) {}
