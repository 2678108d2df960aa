package dev.slipway.delivery.backup;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.slipway.manifest.model.Rhythm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** When something that happens again and again is due. */
final class Rhythms {
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private Rhythms() {}

  /** Whether its time has come since it happened last; cron fields are read in UTC. */
  static boolean isDue(Rhythm rhythm, Instant last, Instant now) {
    return switch (rhythm) {
      case Rhythm.Never never -> false;
      case Rhythm.Each each -> !last.plus(each.duration()).isAfter(now);
      case Rhythm.Cron cron ->
          ExecutionTime.forCron(CRON.parse(cron.fields()))
              .lastExecution(ZonedDateTime.ofInstant(now, ZoneOffset.UTC))
              .map(ZonedDateTime::toInstant)
              .filter(last::isBefore)
              .isPresent();
    };
  }
}
