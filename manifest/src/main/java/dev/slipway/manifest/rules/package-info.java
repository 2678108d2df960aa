/**
 * What must hold between the parts of a manifest: names that exist, ports that differ, secrets that
 * aren't written in plain, production that shares nothing. Start at {@link
 * dev.slipway.manifest.rules.Rules}.
 */
@NullMarked
package dev.slipway.manifest.rules;

import org.jspecify.annotations.NullMarked;
