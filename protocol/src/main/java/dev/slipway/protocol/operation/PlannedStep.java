package dev.slipway.protocol.operation;

/**
 * A step that an operation will take.
 *
 * @param cannotUndo what stays even when the operation is undone, such as "mails that were sent";
 *     empty when nothing does
 */
public record PlannedStep(String name, String cannotUndo) {}
