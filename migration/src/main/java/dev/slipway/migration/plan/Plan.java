package dev.slipway.migration.plan;

import dev.slipway.kit.Problem;
import dev.slipway.migration.rehearse.Observation;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.shape.Change;
import dev.slipway.migration.source.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What will happen, bound to a hash: of the statements, of the shape they start from, and of the
 * budget. Measured times are not in the hash, so that the same change rehearsed twice is the same
 * plan.
 *
 * @param findings about the whole, not about one statement
 */
public record Plan(
    String hash,
    Start start,
    List<PlannedStatement> statements,
    List<Change> changes,
    List<Finding> findings,
    Budget budget) {

  /**
   * Where it starts.
   *
   * @param migrations in order
   * @param shape fingerprint that the database must have
   */
  public record Start(
      List<String> migrations, String shape, Basis basis, Optional<Problem> failure) {
    public Start {
      migrations = List.copyOf(migrations);
    }
  }

  public Plan {
    statements = List.copyOf(statements);
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }

  public static Plan of(Rehearsal rehearsal, Basis basis, Thresholds thresholds, Budget budget) {
    var statements = new ArrayList<PlannedStatement>();
    for (var observed : rehearsal.observations()) {
      var factor = factor(observed, basis);
      var held = Basis.times(observed.timing().held(), factor);
      statements.add(
          new PlannedStatement(
              observed,
              Basis.times(observed.timing().took(), factor),
              held,
              Rules.judge(observed, held, thresholds, basis)));
    }
    var shape = rehearsal.before().fingerprint();
    return new Plan(
        hash(rehearsal.pending(), shape, budget),
        new Start(
            rehearsal.pending().stream().map(Migration::id).toList(),
            shape,
            basis,
            rehearsal.failure()),
        statements,
        rehearsal.before().changesTo(rehearsal.after()),
        whole(rehearsal),
        budget);
  }

  /** Work grows with the rows of the largest table that was read or written whole. */
  private static double factor(Observation observed, Basis basis) {
    var effects = observed.effects();
    return Stream.of(
            effects.scans().stream().map(Observation.Scan::table),
            effects.rewrites().stream().map(Observation.Rewrite::relation),
            effects.volume().tables().stream().map(Observation.Written::table))
        .flatMap(names -> names)
        .mapToDouble(basis::factor)
        .max()
        .orElse(1);
  }

  private static List<Finding> whole(Rehearsal rehearsal) {
    var found = new ArrayList<Finding>();
    rehearsal
        .failure()
        .ifPresent(
            problem ->
                found.add(
                    new Finding(
                        "fails",
                        Grade.DANGER,
                        Finding.Harm.FAILING,
                        problem.fact(),
                        problem.hint())));
    for (var index : rehearsal.invalidIndexes()) {
      found.add(
          new Finding(
              "invalid-index",
              Grade.DANGER,
              Finding.Harm.FAILING,
              "leaves the invalid index " + index + " behind",
              "DROP INDEX CONCURRENTLY " + index));
    }
    return found;
  }

  private static String hash(List<Migration> pending, String shape, Budget budget) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var migration : pending) {
        digest.update(migration.id().getBytes(StandardCharsets.UTF_8));
        for (var statement : migration.statements()) {
          digest.update(("\u0000" + statement.text()).getBytes(StandardCharsets.UTF_8));
          statement
              .copyData()
              .ifPresent(rows -> digest.update(rows.getBytes(StandardCharsets.UTF_8)));
        }
        digest.update((byte) 1);
      }
      digest.update((shape + budget.text()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** As people compare it: 7d3e·91c4. */
  public String shortHash() {
    return hash.substring(0, 4) + "·" + hash.substring(4, 8);
  }

  public boolean isEmpty() {
    return start.migrations().isEmpty();
  }

  public Grade grade() {
    return Stream.concat(
            findings.stream().map(Finding::grade), statements.stream().map(PlannedStatement::grade))
        .reduce(Grade.SAFE, Grade::worse);
  }

  /** True when something could not be measured: never the same as fine. */
  public boolean isUnmeasured() {
    return statements.stream()
        .flatMap(statement -> statement.findings().stream())
        .anyMatch(finding -> finding.harm() == Finding.Harm.UNMEASURED);
  }

  public Duration predicted() {
    return statements.stream().map(PlannedStatement::took).reduce(Duration.ZERO, Duration::plus);
  }
}
