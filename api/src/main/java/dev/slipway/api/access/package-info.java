/** People, tokens and the audit log over HTTP, one class of endpoints for each. */
@NullMarked
package dev.slipway.api.access;

import org.jspecify.annotations.NullMarked;
