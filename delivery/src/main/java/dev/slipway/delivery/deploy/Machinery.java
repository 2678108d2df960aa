package dev.slipway.delivery.deploy;

import dev.slipway.build.Builder;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.instances.InstanceVariables;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.instances.TrialInstances;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.postgres.branch.Branches;
import java.nio.file.Path;
import java.util.Map;

/** What the steps work with. */
public record Machinery(
    Workshop workshop,
    EnvironmentDatabases databases,
    Branches branches,
    Running running,
    Traffic traffic,
    DatabaseBackups backups) {

  /**
   * What builds need.
   *
   * @param files variables that name a file that every build is handed, such as the database driver
   */
  public record Workshop(Builder builder, Map<String, Path> files) {}

  /** What instances need to run. */
  public record Running(
      ReleaseInstances instances,
      TrialInstances trials,
      InstanceVariables variables,
      References.Addresses addresses) {}
}
