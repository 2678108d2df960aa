package dev.slipway.protocol.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who passes a closed site. Passes are made by {@link Pass}; all of them end when the key changes.
 *
 * @param key secret that signs the cookie and the one-click link; null: no such way in
 * @param networks client addresses such as {@code 10.0.0.0/8} or {@code 203.0.113.7}
 * @param header value of the request header {@code x-slipway-bypass}; null: no such way in
 */
public record Bypass(@Nullable String key, List<String> networks, @Nullable String header) {
  public static final Bypass NOBODY = new Bypass(null, List.of(), null);

  public Bypass {
    networks = Given.list(networks);
  }
}
