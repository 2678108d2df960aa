/** Commands and consoles in an environment. Start at {@link CommandEndpoints}. */
@NullMarked
package dev.slipway.api.command;

import org.jspecify.annotations.NullMarked;
