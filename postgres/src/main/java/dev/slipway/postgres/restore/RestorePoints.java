package dev.slipway.postgres.restore;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Repository;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The restore points of one cluster, kept in its repository. */
public final class RestorePoints {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String FOLDER = "points/";

  private final Repository repository;

  public RestorePoints(Repository repository) {
    this.repository = repository;
  }

  /** Marks the present state; everything that is committed before this returns belongs to it. */
  public RestorePoint create(RunningCluster cluster, String name, String release) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-5201",
              cluster.name() + ": \"" + name + "\" can't name a restore point",
              "use up to 63 letters, digits, dots, dashes and underscores")
          .exception();
    }
    var admin = cluster.admin();
    // With a transaction's number its commit writes the log out: who follows it needn't wait.
    try (var connection = admin.connect();
        var statement =
            connection.prepareStatement(
                """
                SELECT pg_create_restore_point(?), clock_timestamp(),
                       (SELECT timeline_id FROM pg_control_checkpoint()), pg_current_xact_id()\
                """)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        var point =
            new RestorePoint(
                name,
                release,
                Lsn.parse(rows.getString(1)),
                rows.getInt(3),
                rows.getTimestamp(2).toInstant());
        var bytes = JSON.writeValueAsBytes(point);
        repository.objects().put(FOLDER + name, bytes, bytes.length);
        return point;
      }
    } catch (SQLException e) {
      throw admin.problem("a restore point can't be made", e);
    } catch (IOException e) {
      throw notStored(name, e);
    }
  }

  public List<RestorePoint> all() {
    try {
      var found = new ArrayList<RestorePoint>();
      for (var entry : repository.store().list(FOLDER)) {
        var content = repository.objects().get(entry.name());
        content.ifPresent(bytes -> found.add(JSON.readValue(bytes, RestorePoint.class)));
      }
      found.sort(Comparator.comparing(RestorePoint::at));
      return found;
    } catch (IOException e) {
      throw notStored(FOLDER, e);
    }
  }

  public RestorePoint get(String name) {
    return all().stream()
        .filter(point -> point.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-5202",
                        name + ": there is no such restore point",
                        "those there are: slipway db backups")
                    .exception());
  }

  public void forget(String name) throws IOException {
    repository.store().delete(FOLDER + name);
  }

  private RuntimeException notStored(String name, IOException e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-5203",
            repository.store() + "/" + name + ": restore points can't be kept: " + e.getMessage(),
            "check the repository's disk or bucket")
        .exception(e);
  }
}
