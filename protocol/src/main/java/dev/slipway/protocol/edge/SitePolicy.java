package dev.slipway.protocol.edge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the edge adds to a site's answers and refuses before they are asked for.
 *
 * @param headers added to each answer unless the application sets them itself
 * @param cors null: the application answers for itself
 * @param compress answers of compressible types are compressed as the client accepts
 */
public record SitePolicy(
    Map<String, String> headers,
    @Nullable Cors cors,
    List<RateLimit> rateLimits,
    Limits limits,
    boolean compress) {

  /** The headers that every guide asks for, and that break no application. */
  public static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "x-content-type-options", "nosniff",
          "x-frame-options", "SAMEORIGIN",
          "referrer-policy", "strict-origin-when-cross-origin");

  public static final SitePolicy DEFAULT =
      new SitePolicy(SECURITY_HEADERS, null, List.of(), Limits.DEFAULT, true);

  public SitePolicy {
    headers = Given.map(headers);
    rateLimits = Given.list(rateLimits);
    limits = Given.or(limits, Limits.DEFAULT);
  }

  public SitePolicy withCors(@Nullable Cors changed) {
    return new SitePolicy(headers, changed, rateLimits, limits, compress);
  }

  public SitePolicy withRateLimits(List<RateLimit> changed) {
    return new SitePolicy(headers, cors, changed, limits, compress);
  }

  public SitePolicy withLimits(Limits changed) {
    return new SitePolicy(headers, cors, rateLimits, changed, compress);
  }
}
