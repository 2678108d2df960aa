package dev.slipway.watch.probe;

/**
 * Where people ask about probes.
 *
 * @param days how each day of each probe went
 */
public record ProbeDesk(Probes probes, ProbeDays days, HeartbeatBook heartbeats) {}
