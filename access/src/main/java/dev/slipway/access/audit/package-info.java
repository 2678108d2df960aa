/**
 * An append-only log in which every entry carries the hash of the one before: {@link
 * dev.slipway.access.audit.AuditLog} appends and reads, {@link dev.slipway.access.audit.AuditChain}
 * finds the first broken link, in the store or in an export.
 */
@NullMarked
package dev.slipway.access.audit;

import org.jspecify.annotations.NullMarked;
