/** What the tests of this room share. */
@NullMarked
package dev.slipway.delivery.testing;

import org.jspecify.annotations.NullMarked;
