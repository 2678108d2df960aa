/** Counterparts of this room for tests: an authenticator app, a sign-on server, a seal. */
@NullMarked
package dev.slipway.access.testing;

import org.jspecify.annotations.NullMarked;
