/** A deployment that waits for somebody's yes, and the answer. */
@NullMarked
package dev.slipway.protocol.approval;

import org.jspecify.annotations.NullMarked;
