/**
 * Signing on with an account of another server, by OpenID Connect: {@link
 * dev.slipway.access.signon.OpenIdSignOn}.
 */
@NullMarked
package dev.slipway.access.signon;

import org.jspecify.annotations.NullMarked;
