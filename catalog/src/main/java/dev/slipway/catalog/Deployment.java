package dev.slipway.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry in an environment's history.
 *
 * @param number shown as {@code v53}
 * @param release the deployment whose instances serve it: its own, or the one a rollback goes back
 *     to
 * @param build empty until it is built
 * @param configuration the version of the environment's variables that it runs with
 * @param operation the operation that carries it out; empty until that is recorded
 */
public record Deployment(
    String app,
    String environment,
    int number,
    int release,
    Kind kind,
    State state,
    Optional<String> build,
    long configuration,
    Optional<Long> operation,
    String title,
    Asked asked,
    Optional<Instant> servingSince,
    Optional<Instant> endedAt) {

  /** What brought it about. */
  public enum Kind {
    DEPLOY,
    /** The release of another environment: see {@link Promotions}. */
    PROMOTION,
    ROLLBACK,
    CONFIGURATION
  }

  /** Where it stands. */
  public enum State {
    REQUESTED,
    SERVING,
    SUPERSEDED,
    FAILED
  }

  /** By whom and when it was asked for. */
  public record Asked(String by, Instant at) {}

  /** As people say it. */
  public String version() {
    return "v" + number;
  }

  /** What its instances are called after, and what the edge counts their requests under. */
  public String releaseVersion() {
    return "v" + release;
  }

  public String target() {
    return app + "/" + environment;
  }
}
