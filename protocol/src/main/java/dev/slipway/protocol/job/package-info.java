/** Scheduled jobs and their runs. */
@NullMarked
package dev.slipway.protocol.job;

import org.jspecify.annotations.NullMarked;
