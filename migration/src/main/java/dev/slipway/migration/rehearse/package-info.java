/**
 * Runs migrations for real on a throw-away copy of the database and writes down what PostgreSQL
 * did: locks, scans, rewrites, drops, rows, volume, time. Start at {@link
 * dev.slipway.migration.rehearse.Rehearsal}.
 */
@NullMarked
package dev.slipway.migration.rehearse;

import org.jspecify.annotations.NullMarked;
