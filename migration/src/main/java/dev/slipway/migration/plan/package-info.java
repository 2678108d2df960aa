/**
 * Grades what a rehearsal observed and binds it to a hash that is approved. Start at {@link
 * dev.slipway.migration.plan.Plan}; what is graded how stands in {@link
 * dev.slipway.migration.plan.Rules}.
 */
@NullMarked
package dev.slipway.migration.plan;

import org.jspecify.annotations.NullMarked;
