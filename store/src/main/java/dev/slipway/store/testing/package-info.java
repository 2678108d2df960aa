/** A store for one test, on a real PostgreSQL. */
@NullMarked
package dev.slipway.store.testing;

import org.jspecify.annotations.NullMarked;
