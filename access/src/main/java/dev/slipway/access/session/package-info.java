/**
 * Coming in: {@link dev.slipway.access.session.SignIn} by password and code, {@link
 * dev.slipway.access.session.Sessions} of browsers, {@link dev.slipway.access.session.ApiTokens} of
 * programs, links that work once, and the {@link dev.slipway.access.session.Throttle} on guessing.
 */
@NullMarked
package dev.slipway.access.session;

import org.jspecify.annotations.NullMarked;
