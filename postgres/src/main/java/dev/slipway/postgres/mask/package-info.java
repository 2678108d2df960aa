/**
 * Copies in which nobody can be recognised: values are replaced column by column, always by the
 * same ones, and the result is read through until it is proved. Start reading at {@link
 * dev.slipway.postgres.mask.Masking}.
 */
@NullMarked
package dev.slipway.postgres.mask;

import org.jspecify.annotations.NullMarked;
