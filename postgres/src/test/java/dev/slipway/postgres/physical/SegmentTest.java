package dev.slipway.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SegmentTest {
  private static final int SIZE = 16 << 20;

  @Test
  void positionsAreReadBackAsPostgresWritesThem() {
    assertThat(Lsn.parse("16/B374D848").toString()).isEqualTo("16/B374D848");
    assertThat(Lsn.parse("0/0").bytes()).isZero();
    assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("1/0"));
    assertThatThrownBy(() -> Lsn.parse("16B374D848")).hasMessageContaining("16B374D848");
  }

  @Test
  void segmentsCarryPostgresNames() {
    var segment = Segment.holding(3, Lsn.parse("16/B374D848"), SIZE);
    assertThat(segment.toString()).isEqualTo("0000000300000016000000B3");
    assertThat(Segment.parse(segment.toString(), SIZE)).contains(segment);
    assertThat(segment.start().toString()).isEqualTo("16/B3000000");
    assertThat(Segment.holding(1, Lsn.parse("0/FF000000"), SIZE).next().toString())
        .isEqualTo("000000010000000100000000");
    assertThat(Segment.parse("archive_status", SIZE)).isEmpty();
  }
}
