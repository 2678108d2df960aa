/**
 * Sealed values: what is secret is kept on disk only under a {@link dev.slipway.secrets.Seal},
 * bound to its {@link dev.slipway.secrets.Place}, shown as a mark, and hidden by a {@link
 * dev.slipway.secrets.Mask} in every text that leaves. {@link dev.slipway.secrets.Rotation} makes a
 * new key and seals everything again. Start reading at {@link dev.slipway.secrets.Seal}.
 */
@NullMarked
package dev.slipway.secrets;

import org.jspecify.annotations.NullMarked;
