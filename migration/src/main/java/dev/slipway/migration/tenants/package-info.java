/**
 * One set of migrations over many tenant schemas. Start at {@link
 * dev.slipway.migration.tenants.Tenants}.
 */
@NullMarked
package dev.slipway.migration.tenants;

import org.jspecify.annotations.NullMarked;
