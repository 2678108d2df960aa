package dev.slipway.protocol.edge;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site that is closed to the public.
 *
 * @param page HTML for people; null: a default page
 * @param retryAfter what clients are told about when to come back
 * @param openPaths served all the same, with everything below them: health paths
 */
public record Maintenance(
    Mode mode, @Nullable String page, Duration retryAfter, Bypass bypass, List<String> openPaths) {

  /** How far a site is closed. */
  public enum Mode {
    /** Nobody gets in but those who may pass. */
    FULL,
    /** Reading goes on; what would write gets 503. */
    READ_ONLY
  }

  public Maintenance {
    retryAfter = Given.or(retryAfter, Duration.ofMinutes(2));
    bypass = Given.or(bypass, Bypass.NOBODY);
    openPaths = Given.list(openPaths);
  }

  public static Maintenance full(Bypass bypass) {
    return new Maintenance(Mode.FULL, null, Duration.ofMinutes(2), bypass, List.of());
  }

  public static Maintenance readOnly(Bypass bypass) {
    return new Maintenance(Mode.READ_ONLY, null, Duration.ofMinutes(2), bypass, List.of());
  }
}
