/**
 * Commands that a person runs in an environment, with what its instances have: artefact, variables,
 * user and limits. {@link dev.slipway.delivery.command.Commands} runs one to its end, {@link
 * dev.slipway.delivery.command.Consoles} opens terminals.
 */
@NullMarked
package dev.slipway.delivery.command;

import org.jspecify.annotations.NullMarked;
