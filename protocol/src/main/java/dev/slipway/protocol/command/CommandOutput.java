package dev.slipway.protocol.command;

/**
 * A piece of what a command wrote: a line of a one-off; of a console bytes, in Base64.
 *
 * @param number of the line or piece, from 1
 */
public record CommandOutput(long number, String text) {}
