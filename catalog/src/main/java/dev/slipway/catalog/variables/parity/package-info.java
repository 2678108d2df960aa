/**
 * Holds two environments beside each other and says what would go wrong: missing, empty, the same
 * as production's, an origin that browsers will refuse, a secret that should be shared and isn't.
 * Start reading at {@link dev.slipway.catalog.variables.parity.Parity}.
 */
@NullMarked
package dev.slipway.catalog.variables.parity;

import org.jspecify.annotations.NullMarked;
