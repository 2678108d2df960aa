package dev.slipway.watch.alert;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.AlertLimit;
import dev.slipway.manifest.model.AlertRule;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule as an environment is held to it: as usual, or as its slipway.yaml says.
 *
 * @param sustained so long it has to be wrong before it is told
 * @param bound its limit; empty for rules without one
 * @param wakes whether it is told in quiet hours, too
 * @param off why it is never told there
 */
public record Held(
    Rule rule,
    Duration sustained,
    Optional<AlertLimit> bound,
    boolean wakes,
    Optional<String> off) {
  private static final AlertRule NOTHING_SAID =
      new AlertRule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public static Held of(ResolvedEnvironment environment, Rule rule) {
    return of(environment.alerts().rules().getOrDefault(rule.word(), NOTHING_SAID), rule);
  }

  private static Held of(AlertRule said, Rule rule) {
    return new Held(
        rule,
        said.after().orElse(rule.sustained()),
        said.limit().or(rule::usual),
        said.wakes().orElse(rule.inQuietHours() == Rule.Wait.NEVER),
        said.off());
  }

  public static List<Held> all(ResolvedEnvironment environment) {
    return Arrays.stream(Rule.values()).map(rule -> of(environment, rule)).toList();
  }

  /** Where no slipway.yaml says otherwise. */
  public static List<Held> usual() {
    return Arrays.stream(Rule.values()).map(rule -> of(NOTHING_SAID, rule)).toList();
  }

  /** What has to hold, in words. */
  public String limit() {
    if (bound.isEmpty()) {
      return rule.limit();
    }
    var value = written(bound.get());
    return rule.limit().contains("%s")
        ? rule.limit().replace("%s", value)
        : value + ", as p95 of a minute";
  }

  private static String written(AlertLimit limit) {
    return switch (limit) {
      case AlertLimit.Share(var percent) ->
          (percent == Math.rint(percent)
                  ? Long.toString(Math.round(percent))
                  : String.format(Locale.ROOT, "%s", percent))
              + " %";
      case AlertLimit.Time(var time) -> Durations.human(time);
      case AlertLimit.Size(var size) -> size.human();
    };
  }

  /** Of one. */
  public double share() {
    return bound.orElseThrow() instanceof AlertLimit.Share(var percent) ? percent / 100 : 0;
  }

  public Optional<Duration> time() {
    return bound.map(any -> any instanceof AlertLimit.Time(var time) ? time : Duration.ZERO);
  }

  public ByteSize size() {
    return bound.orElseThrow() instanceof AlertLimit.Size(var size) ? size : new ByteSize(0);
  }
}
