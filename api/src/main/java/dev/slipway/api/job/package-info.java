/** Scheduled jobs over HTTP. */
@NullMarked
package dev.slipway.api.job;

import org.jspecify.annotations.NullMarked;
