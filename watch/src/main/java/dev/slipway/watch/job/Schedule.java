package dev.slipway.watch.job;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.slipway.manifest.model.Job;
import dev.slipway.manifest.model.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a job is due. Fields with an hour speak of the clock on the wall: a time that a shift leaves
 * out is due at the first instant after it, one that comes twice is due once. Fields with * for the
 * hour speak of hours that pass: those of a shift come as often as they pass. A duration is counted
 * from midnight of 1 January 1970 in UTC, so that every control plane counts alike.
 */
public record Schedule(Rhythm rhythm, ZoneId zone) {
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Pattern EVERY_HOUR = Pattern.compile("\\S+\\s+(\\*|\\*/1|0-23)\\s.*");

  /** A shift further away than this can't have anything to do with the times that come. */
  private static final Duration NEAR = Duration.ofDays(2);

  /** Ends a search in fields that no day ever meets, such as 30 February. */
  private static final int MOST_SHIFTS = 20;

  public static Schedule of(Job job) {
    return new Schedule(job.schedule(), job.zone());
  }

  /** The first instant after the given one; empty when there is none. */
  public Optional<Instant> next(Instant after) {
    return switch (rhythm) {
      case Rhythm.Never never -> Optional.empty();
      case Rhythm.Each each -> Optional.of(next(each.duration(), after));
      case Rhythm.Cron cron -> {
        var times = ExecutionTime.forCron(CRON.parse(cron.fields()));
        yield EVERY_HOUR.matcher(cron.fields()).matches()
            ? nextPassing(times, after)
            : nextOnTheWall(times, after);
      }
    };
  }

  private static Instant next(Duration each, Instant after) {
    var seconds = each.toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(after.getEpochSecond(), seconds) + 1) * seconds);
  }

  /** Goes through the times as they stand on the wall, each of which is one instant. */
  private Optional<Instant> nextOnTheWall(ExecutionTime times, Instant after) {
    var rules = zone.getRules();
    var begin = LocalDateTime.ofInstant(after, zone);
    var shift = rules.previousTransition(after.plusNanos(1));
    if (shift != null && shift.getInstant().plus(NEAR).isAfter(after)) {
      // Times that the shift left out stand before it on the wall and may be due after.
      begin = begin.minus(shift.getDuration().abs());
    }
    for (var wall = nextWall(times, begin); wall.isPresent(); wall = nextWall(times, wall.get())) {
      var instant = instant(wall.get());
      if (instant.isAfter(after)) {
        return Optional.of(instant);
      }
    }
    return Optional.empty();
  }

  private Instant instant(LocalDateTime wall) {
    var shift = zone.getRules().getTransition(wall);
    if (shift != null && shift.isGap()) {
      return shift.getInstant();
    }
    // Of two the first: the offset before the shift.
    return ZonedDateTime.ofLocal(wall, zone, null).withEarlierOffsetAtOverlap().toInstant();
  }

  /** Goes from shift to shift, between which the clock on the wall is even. */
  private Optional<Instant> nextPassing(ExecutionTime times, Instant after) {
    var rules = zone.getRules();
    var shift = rules.nextTransition(after);
    var found = nextPassing(times, after, rules.getOffset(after));
    for (var i = 0; i < MOST_SHIFTS && shift != null; i++) {
      if (found.isPresent() && found.get().isBefore(shift.getInstant())) {
        return found;
      }
      // What is due at the shift itself stands on the wall as it is after it.
      found = nextPassing(times, shift.getInstant().minusSeconds(1), shift.getOffsetAfter());
      shift = rules.nextTransition(shift.getInstant());
    }
    return found;
  }

  private static Optional<Instant> nextPassing(
      ExecutionTime times, Instant after, ZoneOffset offset) {
    return nextWall(times, LocalDateTime.ofInstant(after, offset))
        .map(wall -> wall.toInstant(offset));
  }

  /** Without shifts: the library is asked in UTC, where there are none. */
  private static Optional<LocalDateTime> nextWall(ExecutionTime times, LocalDateTime after) {
    return times
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime)
        .map(time -> time.truncatedTo(ChronoUnit.MINUTES));
  }

  @Override
  public String toString() {
    return rhythm + (rhythm instanceof Rhythm.Cron ? " " + zone : "");
  }
}
