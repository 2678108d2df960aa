/** The ways back from a release, and asking to go one of them. */
@NullMarked
package dev.slipway.protocol.rollback;

import org.jspecify.annotations.NullMarked;
