/** A real PostgreSQL for tests: one server for the JVM, a fresh database for each test. */
@NullMarked
package dev.slipway.postmaster.testing;

import org.jspecify.annotations.NullMarked;
