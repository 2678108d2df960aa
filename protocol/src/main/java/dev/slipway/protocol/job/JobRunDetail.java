package dev.slipway.protocol.job;

/**
 * One run with what it wrote.
 *
 * @param output the end of it, secrets hidden
 */
public record JobRunDetail(JobRunLine run, String output) {}
