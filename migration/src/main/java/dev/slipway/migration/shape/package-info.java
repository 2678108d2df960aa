/**
 * The shape of a database: every object as one line of text, compared and fingerprinted. Start at
 * {@link dev.slipway.migration.shape.Shape}.
 */
@NullMarked
package dev.slipway.migration.shape;

import org.jspecify.annotations.NullMarked;
