package dev.slipway.delivery.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Catalog;
import dev.slipway.store.testing.TestingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Told once, sent at least once. */
final class OutboxTest {
  private static final Outbox.Recipient OPS = new Outbox.Recipient("webhook", "OPS_HOOK", "");
  private static final Outbox.Recipient ADA = new Outbox.Recipient("mail", "ada@shop.example", "");

  private final TestingStore testing = TestingStore.fresh(Catalog.SCHEMA, Outbox.SCHEMA);
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Outbox outbox = new Outbox(testing.store(), () -> now);

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private void tell(String key) {
    var message =
        new Message("", "deployed", "shop", "production", "v2", "v2 serves", List.of(), "", now);
    outbox.tell(key, message, List.of(OPS, ADA));
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    tell("shop/production/2/end");
    tell("shop/production/2/end");
    assertThat(outbox.take(10))
        .extracting(taken -> taken.recipient().name())
        .containsExactlyInAnyOrder("OPS_HOOK", "ada@shop.example");
    tell("shop/production/2/end");
    assertThat(outbox.take(10)).isEmpty();
  }

  @Test
  void whatWasTakenAndNeverSentIsTakenAgain() {
    tell("shop/production/2/end");
    var first = outbox.take(10);
    now = now.plus(Duration.ofMinutes(3));
    var again = outbox.take(10);
    assertThat(again)
        .extracting(taken -> taken.message().id())
        .containsExactlyInAnyOrderElementsOf(
            first.stream().map(taken -> taken.message().id()).toList());
    again.forEach(outbox::sent);
    now = now.plus(Duration.ofDays(1));
    assertThat(outbox.take(10)).isEmpty();
  }

  @Test
  void whatFailsIsTriedEverMoreSeldomForADay() {
    tell("shop/production/2/end");
    var tries = 0;
    var end = now.plus(Duration.ofDays(2));
    for (; now.isBefore(end); now = now.plus(Duration.ofSeconds(5))) {
      for (var taken : outbox.take(10)) {
        tries++;
        outbox.failed(taken, "its server answered 500");
      }
    }
    assertThat(tries).isBetween(2 * 25, 2 * 40);
    assertThat(outbox.take(10)).isEmpty();
  }
}
