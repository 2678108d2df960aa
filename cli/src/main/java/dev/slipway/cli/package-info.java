/**
 * The command line: one class per verb, each a few lines that ask the control plane over HTTP and
 * tell the answer. {@link dev.slipway.cli.Main} lists the verbs; {@link dev.slipway.cli.Terminal}
 * is the only one that writes to the screen.
 */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
