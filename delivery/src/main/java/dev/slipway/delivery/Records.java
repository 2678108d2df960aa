package dev.slipway.delivery;

import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Builds;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.KeptReleases;
import dev.slipway.catalog.Promotions;
import dev.slipway.catalog.variables.Variables;

/** What is written down about applications. */
public record Records(
    Apps apps,
    Builds builds,
    Deployments deployments,
    Promotions promotions,
    KeptReleases kept,
    Variables variables) {}
