/**
 * Restores that are tried before they are needed: a backup counts once it was brought back, started
 * and checked. Start reading at {@link dev.slipway.postgres.drill.Drills}.
 */
@NullMarked
package dev.slipway.postgres.drill;

import org.jspecify.annotations.NullMarked;
