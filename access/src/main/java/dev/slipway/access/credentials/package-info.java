/**
 * What people prove themselves with: {@link dev.slipway.access.credentials.Passwords}, {@link
 * dev.slipway.access.credentials.Totp}, and {@link dev.slipway.access.credentials.OpaqueSecret}s of
 * which only the hash is kept.
 */
@NullMarked
package dev.slipway.access.credentials;

import org.jspecify.annotations.NullMarked;
