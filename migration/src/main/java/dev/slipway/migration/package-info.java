/**
 * Migrations: read, rehearse, plan, apply. The order of work is the order of the packages: {@code
 * source} reads files, {@code history} knows what is in, {@code rehearse} runs it on a copy and
 * watches, {@code plan} grades what was seen, {@code apply} does it in earnest. Here: how databases
 * are reached.
 */
@NullMarked
package dev.slipway.migration;

import org.jspecify.annotations.NullMarked;
