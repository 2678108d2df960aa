/**
 * Reads a script as PostgreSQL's own lexer does and cuts it into statements. Start at {@link
 * dev.slipway.migration.sql.Script}. What a statement does is never guessed here: only how it has
 * to be run.
 */
@NullMarked
package dev.slipway.migration.sql;

import org.jspecify.annotations.NullMarked;
