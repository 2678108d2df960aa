/**
 * From the checks that slipway.yaml declares to checks that can be run: {@link
 * dev.slipway.checks.declared.DeclaredChecks}.
 */
@NullMarked
package dev.slipway.checks.declared;

import org.jspecify.annotations.NullMarked;
