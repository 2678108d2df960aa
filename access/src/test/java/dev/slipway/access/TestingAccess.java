package dev.slipway.access;

import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.session.Visitor;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.store.testing.TestingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The room on a fresh database, with a clock that the test moves. */
public final class TestingAccess implements AutoCloseable {
  public static final Visitor ADA = new Visitor("192.0.2.10", "Firefox");
  public static final String GOOD = "sturdy kettle marmalade";

  private final TestingStore testing = TestingStore.fresh(AccessSchema.SCHEMA);
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  public final InstantSource clock = () -> now;
  public final Access access =
      new Access(testing.store(), clock, new TestingSeal(), SessionLimits.DEFAULT);

  public TestingStore testing() {
    return testing;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** The first admin, made as a person makes it. */
  public String admin() {
    return access
        .accounts()
        .setUp(access.accounts().setUpLink(), "ada@example.org", "Ada Lovelace", GOOD)
        .id();
  }

  public void sql(String statement) {
    testing.store().transact(handle -> handle.execute(statement));
  }

  @Override
  public void close() throws Exception {
    testing.close();
  }
}
