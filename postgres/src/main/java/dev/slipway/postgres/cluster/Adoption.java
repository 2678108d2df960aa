package dev.slipway.postgres.cluster;

import dev.slipway.postmaster.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A data directory that is taken over as a cluster.
 *
 * @param donor whose data it is: its passwords are in the data until they are changed
 * @param settings besides those that follow from the spec
 */
public record Adoption(
    ClusterSpec spec,
    Cluster donor,
    Origin origin,
    Filling fill,
    Map<String, String> settings,
    Duration startLimit) {

  /** Puts a data directory where there is none. */
  @FunctionalInterface
  public interface Filling {
    void into(Path dataDirectory);
  }

  Cluster unfinished(Sealer sealer, Instant now) {
    return new Cluster(
        spec, donor.binaries(), Passwords.fresh(spec.name(), sealer), 0, now, null, origin);
  }

  /** Whoever has a password of the source must not get into its copy with it. */
  void changePasswords(Cluster cluster, PostgresServer server, Sealer sealer) {
    var old = Passwords.login(donor, ClusterRole.ADMIN, "127.0.0.1", server.port(), sealer);
    try (var connection = old.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Logged, the statement would leave the passwords in the server's log.
      statement.execute("SET LOCAL log_min_duration_statement = -1");
      for (var role : Arrays.asList(ClusterRole.values())) {
        var login = role.login(spec.database());
        statement.execute(
            "ALTER ROLE "
                + Sql.identifier(login)
                + " PASSWORD "
                + Sql.literal(Passwords.open(cluster, role, sealer)));
      }
      // That the donor's application might not write is no matter of the copy's.
      statement.execute(
          "ALTER ROLE "
              + Sql.identifier(ClusterRole.READWRITE.login(spec.database()))
              + " RESET default_transaction_read_only");
      connection.commit();
    } catch (SQLException e) {
      throw old.problem("the copy's passwords can't be changed", e);
    }
  }
}
