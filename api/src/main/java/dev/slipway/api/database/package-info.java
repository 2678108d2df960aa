/** Databases over HTTP. Start reading at {@link dev.slipway.api.database.DatabaseEndpoints}. */
@NullMarked
package dev.slipway.api.database;

import org.jspecify.annotations.NullMarked;
