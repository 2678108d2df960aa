package dev.slipway.protocol.operation;

import java.time.Instant;

/**
 * One thing that happened in an operation. Events are only ever added; a reader resumes after any
 * number.
 *
 * @param number counts from 1 in each operation, without a gap
 * @param step the step it concerns, or empty when it concerns the whole
 */
public record OperationEvent(
    long operation, long number, Instant at, String step, Happening what) {}
