/** What was written, over HTTP: searched and followed. Start at {@code LogEndpoints}. */
@NullMarked
package dev.slipway.api.logs;

import org.jspecify.annotations.NullMarked;
