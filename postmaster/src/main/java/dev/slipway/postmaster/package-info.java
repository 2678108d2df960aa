/**
 * PostgreSQL servers as processes of this machine: where the binaries are, a new data directory, a
 * start, a stop, and what to do when something died in between. Start reading at {@link
 * dev.slipway.postmaster.Postmaster}.
 */
@NullMarked
package dev.slipway.postmaster;

import org.jspecify.annotations.NullMarked;
