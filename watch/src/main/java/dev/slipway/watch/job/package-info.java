/**
 * Scheduled jobs of applications: when they are due ({@link dev.slipway.watch.job.Schedule}), the
 * runs that are owed and what became of them ({@link dev.slipway.watch.job.JobLedger}), and who
 * brings them to their end. Start reading at {@link dev.slipway.watch.job.Jobs}.
 */
@NullMarked
package dev.slipway.watch.job;

import org.jspecify.annotations.NullMarked;
