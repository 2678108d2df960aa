/**
 * Requests as the checks send them: to an instance's own address under the name that the public
 * knows, each bounded in time and size, redirects and cookies left to whoever asks.
 */
@NullMarked
package dev.slipway.checks.http;

import org.jspecify.annotations.NullMarked;
