/** A real ACME server for tests: Pebble, which Let's Encrypt makes for this. */
@NullMarked
package dev.slipway.certificates.testing;

import org.jspecify.annotations.NullMarked;
