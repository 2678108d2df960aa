package dev.slipway.operations.journal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes steps as they stand now. */
final class StepRows {
  private StepRows() {}

  static void write(Handle handle, long operation, List<StepRow> steps) {
    if (steps.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO operations.step (operation, name, ordinal, state, attempt, deaths,
              began_at, ended_at, summary, output, remembered, problem, undo_attempt)
            VALUES (:operation, :name, :ordinal, :state, :attempt, :deaths,
              :began, CAST(:ended AS timestamptz), :summary, CAST(:output AS json),
              CAST(:remembered AS json), CAST(:problem AS json), :undo)
            ON CONFLICT (operation, name) DO UPDATE SET
              state = excluded.state, attempt = excluded.attempt, deaths = excluded.deaths,
              ended_at = excluded.ended_at, summary = excluded.summary,
              output = excluded.output, remembered = excluded.remembered,
              problem = excluded.problem, undo_attempt = excluded.undo_attempt""");
    for (var step : steps) {
      batch
          .bind("operation", operation)
          .bind("name", step.name())
          .bind("ordinal", step.ordinal())
          .bind("state", step.state().word())
          .bind("attempt", step.attempt())
          .bind("deaths", step.deaths())
          .bind("began", step.beganAt())
          .bind("ended", step.endedAt().orElse(null))
          .bind("summary", Json.clean(step.summary()))
          .bind("output", step.output().map(Json::write).orElse(null))
          .bind("remembered", step.remembered().map(Json::write).orElse(null))
          .bind("problem", step.problem().map(Json::write).orElse(null))
          .bind("undo", step.undoAttempt())
          .add();
    }
    batch.execute();
  }
}
