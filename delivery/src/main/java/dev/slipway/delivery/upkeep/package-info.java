/**
 * What people do with a database between deployments: look at it, back it up, restore it, branch
 * it, export from it. Start reading at {@link dev.slipway.delivery.upkeep.DatabaseDesk}.
 */
@NullMarked
package dev.slipway.delivery.upkeep;

import org.jspecify.annotations.NullMarked;
