package dev.slipway.web.site;

import dev.slipway.access.Access;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.Operations;
import java.time.InstantSource;

/** What the pages are filled from. */
public record Rooms(
    Access access,
    Apps apps,
    Deployments deployments,
    Operations operations,
    InstantSource clock) {}
