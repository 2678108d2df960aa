/**
 * The instances of a release: what they are called, what environment they get, and bringing them up
 * or down together.
 */
@NullMarked
package dev.slipway.delivery.instances;

import org.jspecify.annotations.NullMarked;
