/**
 * Where migrations come from: a folder of SQL files in any of the usual layouts, read in order with
 * its marks and checksums ({@link dev.slipway.migration.source.SqlFiles}), or a tool's own command
 * ({@link dev.slipway.migration.source.ToolCommand}).
 */
@NullMarked
package dev.slipway.migration.source;

import org.jspecify.annotations.NullMarked;
