package dev.slipway.delivery.criteria;

import dev.slipway.build.Builder;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.maintenance.Doors;
import java.nio.file.Path;
import java.util.Map;

/** What criteria are found out with. */
public record Instruments(
    ReleaseInstances instances,
    EnvironmentDatabases databases,
    DatabaseBackups backups,
    References.Addresses addresses,
    Doors doors,
    Workshop workshop) {

  /**
   * Where tests run.
   *
   * @param files variables that name a file that every command is handed
   */
  public record Workshop(Builder builder, Map<String, Path> files) {}
}
