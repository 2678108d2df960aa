/** People, roles, tokens and the audit log over the wire. */
@NullMarked
package dev.slipway.protocol.access;

import org.jspecify.annotations.NullMarked;
