package dev.slipway.edge.gate;

import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.Method;
import dev.slipway.edge.head.RequestHead;
import dev.slipway.protocol.edge.Cors;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which pages of other origins may call a site. */
public final class CorsGate {
  /** What the application says about CORS is replaced by what the table says. */
  public static final Set<Field> REPLACED =
      EnumSet.of(
          Field.ACCESS_CONTROL_ALLOW_ORIGIN,
          Field.ACCESS_CONTROL_ALLOW_CREDENTIALS,
          Field.ACCESS_CONTROL_ALLOW_METHODS,
          Field.ACCESS_CONTROL_ALLOW_HEADERS,
          Field.ACCESS_CONTROL_MAX_AGE);

  private final Set<String> origins;
  private final boolean credentials;
  private final String preflight;

  CorsGate(Cors cors) {
    origins = new HashSet<>(cors.origins());
    credentials = cors.credentials();
    var methods = new LinkedHashSet<>(List.of("GET", "HEAD", "POST"));
    methods.addAll(cors.methods());
    preflight =
        "access-control-allow-methods: %s\r\naccess-control-allow-headers: %s\r\naccess-control-max-age: %d\r\n"
            .formatted(
                String.join(", ", methods),
                String.join(", ", cors.headers()),
                cors.remember().toSeconds());
  }

  /** The origin of the request if it may call this site, or null. */
  public @Nullable String allowed(RequestHead request) {
    var origin = request.lines().text(Field.ORIGIN);
    return origin != null && origins.contains(origin) ? origin : null;
  }

  @Nullable Answer check(RequestHead request) {
    var isPreflight =
        request.method() == Method.OPTIONS
            && request.lines().has(Field.ORIGIN)
            && request.lines().has(Field.ACCESS_CONTROL_REQUEST_METHOD);
    if (!isPreflight) {
      return null;
    }
    var origin = allowed(request);
    return origin == null
        ? Answer.problem(403, "this origin may not call this site", "vary: origin\r\n")
        : Answer.of(204, preflight, "");
  }

  /** The lines for an answer to this origin; null: an origin that may not read it. */
  public void addTo(HeadBuffer out, @Nullable String origin) {
    out.add(origin == null ? "vary: origin\r\n" : lines(origin));
  }

  private String lines(String origin) {
    return "access-control-allow-origin: "
        + origin
        + "\r\nvary: origin\r\n"
        + (credentials ? "access-control-allow-credentials: true\r\n" : "");
  }
}
