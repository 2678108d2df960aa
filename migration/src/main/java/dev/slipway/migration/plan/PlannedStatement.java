package dev.slipway.migration.plan;

import dev.slipway.migration.rehearse.Observation;
import java.time.Duration;
import java.util.List;

/**
 * One statement of a plan.
 *
 * @param took predicted for production
 * @param held predicted: how long its locks are held
 */
public record PlannedStatement(
    Observation observed, Duration took, Duration held, List<Finding> findings) {
  public PlannedStatement {
    findings = List.copyOf(findings);
  }

  public Grade grade() {
    return findings.stream().map(Finding::grade).reduce(Grade.SAFE, Grade::worse);
  }
}
