package dev.slipway.protocol.edge;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may call this site. The edge answers preflights itself and replaces
 * what the application says, so that an environment's origins stand in one place.
 *
 * @param origins exact, such as {@code https://app.example}; never a trailing slash
 * @param methods besides GET, HEAD and POST
 * @param headers request headers besides the safe ones
 */
public record Cors(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    boolean credentials,
    Duration remember) {

  public Cors {
    origins = Given.list(origins);
    methods = Given.list(methods);
    headers = Given.list(headers);
    remember = Given.or(remember, Duration.ofMinutes(10));
  }

  /** What most applications need: all usual methods, any usual header, cookies. */
  public static Cors of(List<String> origins) {
    return new Cors(
        origins,
        List.of("PUT", "PATCH", "DELETE"),
        List.of("authorization", "content-type", "x-requested-with"),
        true,
        Duration.ofMinutes(10));
  }
}
