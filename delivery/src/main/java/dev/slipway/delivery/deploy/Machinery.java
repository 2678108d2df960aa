package dev.slipway.delivery.deploy;

import dev.slipway.build.Builder;
import dev.slipway.certificates.Certificates;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.criteria.Instruments;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.instances.InstanceVariables;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.instances.TrialInstances;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.delivery.maintenance.Standstill;
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
    Doors doors,
    DatabaseBackups backups,
    Certificates certificates) {

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

  /** What is looked at before a release comes. */
  public Instruments instruments() {
    return new Instruments(
        running.instances(),
        databases,
        backups,
        running.addresses(),
        doors,
        new Instruments.Workshop(workshop.builder(), workshop.files()));
  }

  /** Brings up releases with what is here. */
  public ReleaseStart releases(Records records) {
    return new ReleaseStart(
        records, running.instances(), running.variables(), running.addresses(), databases::reach);
  }

  /** Brings environments to a standstill and back. */
  public Standstill standstill(Records records) {
    return new Standstill(doors, traffic, releases(records));
  }
}
