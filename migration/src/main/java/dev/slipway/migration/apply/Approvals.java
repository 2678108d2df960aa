package dev.slipway.migration.apply;

import dev.slipway.migration.Rows;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who approved which plan, kept in the database itself for whoever works without a control plane.
 * An approval is for a hash, and for no worse a grade than was seen.
 */
public final class Approvals {
  private Approvals() {}

  public static void approve(Connection connection, Plan plan, String who) throws SQLException {
    Rows.execute(connection, "CREATE SCHEMA IF NOT EXISTS slipway");
    Rows.execute(
        connection,
        """
        CREATE TABLE IF NOT EXISTS slipway.migration_approvals (
          plan text PRIMARY KEY,
          grade text NOT NULL,
          approved_by text NOT NULL,
          approved_at timestamptz NOT NULL DEFAULT clock_timestamp())
        """);
    Rows.update(
        connection,
        "INSERT INTO slipway.migration_approvals (plan, grade, approved_by) VALUES (?, ?, ?)"
            + " ON CONFLICT (plan) DO UPDATE SET grade = excluded.grade,"
            + " approved_by = excluded.approved_by, approved_at = clock_timestamp()",
        plan.hash(),
        plan.grade().name(),
        who);
  }

  public static boolean cover(Connection connection, Plan plan) throws SQLException {
    if (!Rows.holds(connection, "SELECT to_regclass('slipway.migration_approvals') IS NOT NULL")) {
      return false;
    }
    return Rows.list(
            connection,
            "SELECT grade FROM slipway.migration_approvals WHERE plan = ?",
            row -> Grade.valueOf(row.getString(1)),
            plan.hash())
        .stream()
        .anyMatch(grade -> grade.compareTo(plan.grade()) >= 0);
  }
}
