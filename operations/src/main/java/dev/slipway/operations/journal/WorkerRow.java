package dev.slipway.operations.journal;

/**
 * A process that runs operations.
 *
 * @param place the machine's boot and process namespace that {@code pid} means something in
 * @param pidStarted when the process started, so that another one with its number is not taken for
 *     it
 * @param beats counts up while it lives
 */
public record WorkerRow(
    long id, String name, String place, long pid, long pidStarted, long beats) {}
