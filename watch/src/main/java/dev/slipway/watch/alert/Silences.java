package dev.slipway.watch.alert;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who wants to hear nothing for a while, and of what. */
public final class Silences {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Store store;
  private final InstantSource clock;

  Silences(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Nothing is told for a while.
   *
   * @param rule of one rule alone; empty: of all
   */
  public Silence begin(
      String app, String environment, Optional<String> rule, Duration length, By by) {
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7812",
              "a silence lasts for at least a second and at most 30 days",
              "what is never to be told is switched off in slipway.yaml: alerts.rules.RULE.off")
          .exception();
    }
    var now = clock.instant();
    var silence =
        new Silence(
            Ids.next(now),
            app,
            environment,
            rule.map(Silences::demand),
            now.plus(length),
            by.name(),
            by.why());
    write(silence, now);
    return silence;
  }

  /** Who wants it, and why. */
  public record By(String name, String why) {}

  private static Rule demand(String word) {
    return Rule.of(word)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7811",
                        "no rule of alerts is called " + word,
                        "they are "
                            + Arrays.stream(Rule.values())
                                .map(Rule::word)
                                .collect(Collectors.joining(", ")))
                    .exception());
  }

  private void write(Silence silence, Instant now) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO watch.silence
                          (id, app, environment, rule, until, set_by, why, set_at)
                        VALUES (:id, :app, :environment, :rule, :until, :by, :why, :now)\
                        """)
                    .bind("id", silence.id())
                    .bind("app", silence.app())
                    .bind("environment", silence.environment())
                    .bind("rule", silence.rule().map(Rule::word).orElse(""))
                    .bind("until", at(silence.until()))
                    .bind("by", silence.by())
                    .bind("why", silence.why())
                    .bind("now", at(now))
                    .execute());
  }

  /** They end now; how many did. */
  public int end(String app, String environment) {
    var now = clock.instant();
    return store.read(
        handle ->
            handle
                .createUpdate(
                    "UPDATE watch.silence SET until = :now WHERE app = :app"
                        + " AND environment = :environment AND until > :now")
                .bind("app", app)
                .bind("environment", environment)
                .bind("now", at(now))
                .execute());
  }

  /** Those that hold, the one that lasts longest first. */
  public List<Silence> of(String app, String environment) {
    var now = clock.instant();
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, app, environment, rule, until, set_by, why FROM watch.silence
                    WHERE app = :app AND environment = :environment AND until > :now
                    ORDER BY until DESC\
                    """)
                .bind("app", app)
                .bind("environment", environment)
                .bind("now", at(now))
                .map(
                    (row, context) ->
                        new Silence(
                            row.getString("id"),
                            row.getString("app"),
                            row.getString("environment"),
                            Rule.of(row.getString("rule")),
                            row.getObject("until", OffsetDateTime.class).toInstant(),
                            row.getString("set_by"),
                            row.getString("why")))
                .list());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
