/**
 * Rows as files that anybody can read: of a whole database, or of one tenant with all that hangs on
 * it. Start reading at {@link dev.slipway.postgres.export.DataExport}.
 */
@NullMarked
package dev.slipway.postgres.export;

import org.jspecify.annotations.NullMarked;
