/**
 * What an environment is once everything is said: the application's parts with the environment's
 * changes over them and every default filled in. Start at {@link
 * dev.slipway.manifest.resolved.ResolvedEnvironment}; {@link
 * dev.slipway.manifest.resolved.Resolution} makes it.
 */
@NullMarked
package dev.slipway.manifest.resolved;

import org.jspecify.annotations.NullMarked;
