/**
 * What we look after: applications, their builds, and one numbered history of deployments for each
 * environment. Start reading at {@link dev.slipway.catalog.Deployments}.
 */
@NullMarked
package dev.slipway.catalog;

import org.jspecify.annotations.NullMarked;
