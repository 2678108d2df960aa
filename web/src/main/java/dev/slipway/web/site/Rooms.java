package dev.slipway.web.site;

import dev.slipway.access.Access;
import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
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
    Plant plant,
    InstantSource clock) {

  boolean may(Principal viewer, Permission permission, String app, String environment) {
    return access.authoriser().may(viewer, permission, app, environment);
  }
}
