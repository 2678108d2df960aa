package dev.slipway.operations.journal;

import java.util.List;

/**
 * What one transaction records of an operation: all of it or nothing.
 *
 * @param steps the steps that changed
 */
public record Change(Standing standing, List<StepRow> steps, List<Draft> events) {}
