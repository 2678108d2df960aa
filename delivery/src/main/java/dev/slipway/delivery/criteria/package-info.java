/**
 * What must be true before a release comes into an environment, found out by the machine and told
 * with its evidence. {@link dev.slipway.delivery.criteria.Criteria} looks at everything that can be
 * looked at without disturbing anybody; {@link dev.slipway.delivery.criteria.Measurements} runs the
 * tests and the load.
 */
@NullMarked
package dev.slipway.delivery.criteria;

import org.jspecify.annotations.NullMarked;
