package dev.slipway.postgres.retention;

import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which log is kept: all since the window's first backup, and what older kept states need. */
final class LogRetention {
  /** Log that has to stay; without an end, all that follows. */
  private record Range(int timeline, Lsn from, Optional<Lsn> to) {
    boolean needs(Segment segment) {
      return segment.timeline() >= timeline
          && from.isBefore(segment.end())
          && to.map(end -> segment.start().isBefore(end)).orElse(true);
    }
  }

  private final List<Range> ranges = new ArrayList<>();

  LogRetention(List<Backup> kept, List<RestorePoint> points, Duration window, Instant now) {
    var newestFirst = kept.reversed();
    var begin = now.minus(window);
    var isInWindow = true;
    for (var backup : newestFirst) {
      var span = backup.span();
      ranges.add(
          new Range(
              span.timeline(),
              span.start(),
              isInWindow ? Optional.empty() : Optional.of(span.stop())));
      isInWindow = isInWindow && !span.stoppedAt().isBefore(begin);
    }
    for (var point : points) {
      Retention.baseOf(newestFirst, point)
          .ifPresent(
              backup ->
                  ranges.add(
                      new Range(
                          backup.span().timeline(),
                          backup.span().start(),
                          Optional.of(point.position()))));
    }
  }

  /** Deletes log that nothing kept can use; tells how many segments went. */
  int collect(WalArchive archive) throws IOException {
    if (ranges.isEmpty()) {
      return 0;
    }
    var count = 0;
    for (var name : archive.segments().keySet()) {
      var segment = Segment.parse(name, archive.segmentSize()).orElseThrow();
      if (ranges.stream().noneMatch(range -> range.needs(segment))) {
        archive.delete(segment);
        count++;
      }
    }
    return count;
  }
}
