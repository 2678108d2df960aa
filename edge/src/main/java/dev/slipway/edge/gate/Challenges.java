package dev.slipway.edge.gate;

import dev.slipway.edge.head.RequestHead;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers to certificate authorities that ask whether a host is ours (ACME HTTP-01). */
public final class Challenges {
  private static final String FOLDER = "/.well-known/acme-challenge";

  private final Map<String, String> byToken = new ConcurrentHashMap<>();

  public void put(String token, String authorization) {
    byToken.put(token, authorization);
  }

  public void remove(String token) {
    byToken.remove(token);
  }

  /** The answer to a challenge that is running, whatever the host; null: it is none. */
  public @Nullable Answer answer(RequestHead request) {
    if (byToken.isEmpty() || !request.pathIsBelow(FOLDER)) {
      return null;
    }
    var target = request.target();
    var authorization = byToken.get(target.substring(target.lastIndexOf('/') + 1));
    return authorization == null
        ? null
        : Answer.of(200, "content-type: application/octet-stream\r\n", authorization);
  }
}
