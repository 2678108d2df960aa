/**
 * A data directory as files and pages: which files a copy needs, how PostgreSQL is told that one is
 * being made, how a page is checked. Start reading at {@link
 * dev.slipway.postgres.physical.BackupMode}.
 */
@NullMarked
package dev.slipway.postgres.physical;

import org.jspecify.annotations.NullMarked;
