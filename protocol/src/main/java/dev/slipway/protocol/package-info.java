/**
 * What goes over the wire between the command line, the control plane and the edge: records, their
 * JSON, and where a command line finds the control plane of its data directory.
 */
@NullMarked
package dev.slipway.protocol;

import org.jspecify.annotations.NullMarked;
