/**
 * Who must agree to a deployment, and who has: {@link dev.slipway.delivery.approval.Need} says what
 * is asked for, {@link dev.slipway.delivery.approval.Approvals} is where it is given. An approval
 * is for one hash: what changes afterwards needs a new one.
 */
@NullMarked
package dev.slipway.delivery.approval;

import org.jspecify.annotations.NullMarked;
