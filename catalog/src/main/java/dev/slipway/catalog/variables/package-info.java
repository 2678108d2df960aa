/**
 * What an application is told by its environment: variables per environment and service, public or
 * secret, each change a new version with who, when and why. Start reading at {@link
 * dev.slipway.catalog.variables.Variables}; what is compared between environments is in {@code
 * parity}.
 */
@NullMarked
package dev.slipway.catalog.variables;

import org.jspecify.annotations.NullMarked;
