/**
 * What is kept of operations in the store, and the only SQL that touches it. {@link
 * dev.slipway.operations.journal.Submissions} lets operations in, {@link
 * dev.slipway.operations.journal.Leases} hands them to workers, {@link
 * dev.slipway.operations.journal.LeasedOperation} is the pen of whoever holds the lease.
 */
@NullMarked
package dev.slipway.operations.journal;

import org.jspecify.annotations.NullMarked;
