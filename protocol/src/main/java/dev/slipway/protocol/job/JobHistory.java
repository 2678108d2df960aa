package dev.slipway.protocol.job;

import java.util.List;

/** What became of a job, the newest first. */
public record JobHistory(String app, String environment, String job, List<JobRunLine> runs) {}
