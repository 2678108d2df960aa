/**
 * Secrets that live elsewhere: a {@link dev.slipway.secrets.references.SecretReference} names one,
 * a {@link dev.slipway.secrets.references.SecretStore} reads it over the store's own HTTP, and
 * {@link dev.slipway.secrets.references.OutsideStores} resolves many at once. What was read is
 * never written down.
 */
@NullMarked
package dev.slipway.secrets.references;

import org.jspecify.annotations.NullMarked;
