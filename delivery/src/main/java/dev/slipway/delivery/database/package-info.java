/** The databases of an environment: made when they are wanted, found again afterwards. */
@NullMarked
package dev.slipway.delivery.database;

import org.jspecify.annotations.NullMarked;
