package dev.slipway.migration.plan;

import dev.slipway.migration.rehearse.Observation;
import dev.slipway.migration.rehearse.Observation.Drop;
import dev.slipway.migration.rehearse.Observation.RewriteKind;
import java.util.ArrayList;
import java.util.List;

/** What is gone afterwards. */
final class Losses {
  private static final String KEEP =
      "stop using it in one release, drop it in a later one; or drop reversibly (reversible-drops:"
          + " on), which keeps it aside";

  private final Observation observed;
  private final Thresholds thresholds;

  Losses(Observation observed, Thresholds thresholds) {
    this.observed = observed;
    this.thresholds = thresholds;
  }

  List<Finding> findings() {
    var found = new ArrayList<Finding>();
    for (var drop : observed.effects().drops()) {
      switch (drop.kind()) {
        case "table", "foreign table" -> found.add(dropped("table-dropped", "table", drop, "rows"));
        case "table column" -> found.add(dropped("column-dropped", "column", drop, "values"));
        case "materialized view", "view" ->
            found.add(incompatible("view-dropped", "drops " + drop.kind() + " " + drop.name()));
        case "function", "procedure" ->
            found.add(incompatible("function-dropped", "drops " + drop.kind() + " " + drop.name()));
        case "type" -> {
          if (!belongsToTable(drop)) {
            found.add(incompatible("type-dropped", "drops type " + drop.name()));
          }
        }
        case "schema" ->
            found.add(
                new Finding(
                    "schema-dropped",
                    Grade.DANGER,
                    Finding.Harm.DESTRUCTIVE,
                    "drops schema " + drop.name() + " and all in it",
                    KEEP));
        default -> {
          // Constraints, defaults, triggers and indexes hold no data and no code asks for them.
        }
      }
    }
    truncated(found);
    deleted(found);
    return found;
  }

  /** A table's row type goes with its table. */
  private boolean belongsToTable(Drop type) {
    return observed.effects().drops().stream()
        .anyMatch(
            other ->
                other.kind().endsWith("table")
                    && (type.name().equals(other.name())
                        || type.name().equals(other.name() + "[]")));
  }

  private static Finding dropped(String rule, String kind, Drop drop, String what) {
    var held =
        drop.rows() < 0
            ? ", not counted"
            : " with "
                + (drop.exact() ? "" : "about ")
                + Blocking.count(drop.rows())
                + " "
                + (drop.rows() == 1 ? what.substring(0, what.length() - 1) : what);
    return new Finding(
        rule,
        drop.rows() == 0 ? Grade.CAUTION : Grade.DANGER,
        Finding.Harm.DESTRUCTIVE,
        "drops " + kind + " " + drop.name() + held,
        KEEP);
  }

  private static Finding incompatible(String rule, String sentence) {
    return new Finding(
        rule,
        Grade.CAUTION,
        Finding.Harm.INCOMPATIBLE,
        sentence + ", which the running code may use",
        "drop it in a release after the one that stopped using it");
  }

  private void truncated(List<Finding> found) {
    for (var rewrite : observed.effects().rewrites()) {
      if (rewrite.kind() == RewriteKind.TRUNCATED && rewrite.rowsBefore() != 0) {
        found.add(
            new Finding(
                "table-truncated",
                Grade.DANGER,
                Finding.Harm.DESTRUCTIVE,
                "empties " + rewrite.relation() + Blocking.rows(rewrite.rowsBefore()),
                "copy what may be needed again to a table of its own first"));
      }
    }
  }

  private void deleted(List<Finding> found) {
    for (var written : observed.effects().volume().tables()) {
      if (written.deleted() > 0) {
        found.add(
            new Finding(
                "rows-deleted",
                written.deleted() >= thresholds.rows() ? Grade.DANGER : Grade.CAUTION,
                Finding.Harm.DESTRUCTIVE,
                "deletes from " + written.table() + Blocking.rows(written.deleted()),
                "read the condition again: the restore point is the only way back"));
      }
    }
  }
}
