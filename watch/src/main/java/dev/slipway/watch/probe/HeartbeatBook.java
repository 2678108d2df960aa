package dev.slipway.watch.probe;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Durations;
import dev.slipway.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Heartbeats: who is to call, by which secret in a URL, and when they last did. Who knows the
 * secret can say that a job lives, and nothing else.
 */
public final class HeartbeatBook {
  private static final int SECRET_BYTES = 20;

  private final Store store;
  private final InstantSource clock;

  /** While nobody was here nobody could be called: a time before counts for nothing. */
  private final Instant since;

  private final SecureRandom random = new SecureRandom();

  public HeartbeatBook(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.since = clock.instant();
  }

  /**
   * One that is waited for.
   *
   * @param secret stands in its URL
   */
  public record Heartbeat(String probe, String secret, Instant begunAt, Optional<Instant> cameAt) {}

  /** All of an environment that were ever waited for, by name. */
  public List<Heartbeat> of(String app, String environment) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT probe, secret, begun_at, came_at FROM watch.heartbeat
                    WHERE app = :app AND environment = :environment ORDER BY probe\
                    """)
                .bind("app", app)
                .bind("environment", environment)
                .map(
                    (row, context) ->
                        new Heartbeat(
                            row.getString("probe"),
                            row.getString("secret"),
                            row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getObject("came_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list());
  }

  Probe.Result ask(Deployment serving, String probe, Duration each, Duration late) {
    var one = begun(serving, probe);
    var from = one.cameAt().orElse(one.begunAt());
    var due = (from.isAfter(since) ? from : since).plus(each).plus(late);
    if (clock.instant().isBefore(due)) {
      return new Probe.Result.Passed();
    }
    var age = Durations.human(Duration.between(from, clock.instant()));
    return new Probe.Result.Failed(
        one.cameAt().isPresent()
            ? "its last call came " + age + " ago, and one is due each " + Durations.human(each)
            : "it was never called in "
                + age
                + ", and a call is due each "
                + Durations.human(each));
  }

  /** From the first time that it is asked for. Two who ask at once get the same secret. */
  private Heartbeat begun(Deployment serving, String probe) {
    return find(serving, probe)
        .or(
            () -> {
              begin(serving, probe);
              return find(serving, probe);
            })
        .orElseThrow();
  }

  private Optional<Heartbeat> find(Deployment serving, String probe) {
    return of(serving.app(), serving.environment()).stream()
        .filter(one -> one.probe().equals(probe))
        .findFirst();
  }

  private void begin(Deployment serving, String probe) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO watch.heartbeat (app, environment, probe, secret, begun_at)
                        VALUES (:app, :environment, :probe, :secret, :now)
                        ON CONFLICT (app, environment, probe) DO NOTHING\
                        """)
                    .bind("app", serving.app())
                    .bind("environment", serving.environment())
                    .bind("probe", probe)
                    .bind("secret", HexFormat.of().formatHex(bytes))
                    .bind("now", at(clock.instant()))
                    .execute());
  }

  /**
   * Somebody called. Calls within the same second are one: what is written is bounded.
   *
   * @return whether the secret is one of ours
   */
  public boolean called(String secret) {
    var now = clock.instant();
    return store.transact(
        handle -> {
          var written =
              handle
                  .createUpdate(
                      "UPDATE watch.heartbeat SET came_at = :now WHERE secret = :secret"
                          + " AND (came_at IS NULL OR came_at < :before OR came_at > :now)")
                  .bind("now", at(now))
                  .bind("before", at(now.minusSeconds(1)))
                  .bind("secret", secret)
                  .execute();
          return written > 0
              || handle
                  .createQuery("SELECT 1 FROM watch.heartbeat WHERE secret = :secret")
                  .bind("secret", secret)
                  .mapTo(Integer.class)
                  .findOne()
                  .isPresent();
        });
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
