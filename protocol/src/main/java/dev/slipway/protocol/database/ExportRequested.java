package dev.slipway.protocol.database;

import org.jspecify.annotations.Nullable;

/**
 * Rows that are wanted as files.
 *
 * @param format jsonl or csv
 * @param tenant table and key, such as tenants=42, or the key alone where the manifest tells the
 *     column; absent for everything
 */
public record ExportRequested(String format, @Nullable String tenant, String why) {}
