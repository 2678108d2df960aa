/**
 * What has been applied: our own table, or the table of the tool that the history is under, kept
 * exactly as that tool keeps it. Start at {@link dev.slipway.migration.history.History} and {@link
 * dev.slipway.migration.history.Status}.
 */
@NullMarked
package dev.slipway.migration.history;

import org.jspecify.annotations.NullMarked;
