package dev.slipway.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.certificate.CertificateWatch.Shown;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CertificateStateTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private static State state(String origin, long days, boolean ordering, String trouble) {
    var ends = origin.isEmpty() ? Optional.<Instant>empty() : Optional.of(in(days));
    return new CertificateState(NOW)
        .of("a.example", Optional.of(new Shown(origin, ends, ordering, trouble)))
        .certificate();
  }

  private static Instant in(long days) {
    return NOW.plus(Duration.ofDays(days)).plusSeconds(1);
  }

  @Test
  void whatIsServedIsToldWithWhatIsWrongWithIt() {
    assertThat(state("own", 60, false, "")).isEqualTo(State.ok("own"));
    assertThat(state("own", 13, false, "")).isEqualTo(State.caution("own, ends in 13 days"));
    assertThat(state("own", 1, false, "")).isEqualTo(State.caution("own, ends in 1 day"));
    assertThat(state("own", -2, false, "no key")).isEqualTo(State.failed("own, has ended"));
    assertThat(state("acme", 20, true, "")).isEqualTo(State.running("is renewed"));
    assertThat(state("acme", 20, true, "rate limit")).isEqualTo(State.caution("acme; rate limit"));
  }

  @Test
  void whatIsNotThereYetIsOrderedOrMissing() {
    assertThat(state("", 0, true, "")).isEqualTo(State.running("is ordered"));
    assertThat(state("", 0, false, "no answer on port 80"))
        .isEqualTo(State.failed("no answer on port 80"));
    var none = new CertificateState(NOW).of("a.example", Optional.empty());
    assertThat(none.certificate()).isEqualTo(State.none("self-signed"));
    assertThat(none.expires()).isEmpty();
  }
}
