/** Variables and secrets over HTTP: {@link dev.slipway.api.variables.VariableEndpoints}. */
@NullMarked
package dev.slipway.api.variables;

import org.jspecify.annotations.NullMarked;
