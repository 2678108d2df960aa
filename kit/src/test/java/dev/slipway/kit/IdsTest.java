package dev.slipway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class IdsTest {
  @Test
  void laterOnesSortAfterEarlierOnes() {
    var earlier = Ids.next(Instant.parse("2026-11-21T08:00:00.000Z"));
    var later = Ids.next(Instant.parse("2026-11-21T08:00:00.001Z"));
    assertThat(earlier).hasSize(20).isLessThan(later);
  }

  @Test
  void keepTheirOrderWithinOneMillisecond() {
    var now = Instant.parse("2026-11-21T08:00:00Z");
    var ids = Stream.generate(() -> Ids.next(now)).limit(10_000).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }
}
