/** The data directory as both the control plane and the command line know it. */
@NullMarked
package dev.slipway.protocol.home;

import org.jspecify.annotations.NullMarked;
