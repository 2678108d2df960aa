/**
 * A running cluster, seen and explained. Start reading at {@link
 * dev.slipway.postgres.insight.Insight}.
 */
@NullMarked
package dev.slipway.postgres.insight;

import org.jspecify.annotations.NullMarked;
