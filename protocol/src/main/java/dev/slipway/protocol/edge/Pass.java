package dev.slipway.protocol.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed permission to pass a closed site until a certain time. The control plane makes it for
 * the one-click link ({@code /.slipway/pass?token=…}), the edge turns it into a cookie.
 */
public final class Pass {
  /** The path on every closed site that takes the link's token. */
  public static final String PATH = "/.slipway/pass";

  /** The cookie that carries the token from then on. */
  public static final String COOKIE = "slipway_pass";

  private Pass() {}

  /** A token for {@link #PATH}: seconds of its end, and a signature over end and environment. */
  public static String token(String key, String environment, Instant until) {
    var end = Long.toString(until.getEpochSecond());
    return end + "." + signature(key, environment, end);
  }

  /** Whether the token was signed with this key for this environment and has not ended. */
  public static boolean holds(String key, String environment, String token, Instant now) {
    var dot = token.indexOf('.');
    if (dot < 1 || dot > 12) {
      return false;
    }
    var end = token.substring(0, dot);
    if (!end.chars().allMatch(c -> c >= '0' && c <= '9')
        || Long.parseLong(end) < now.getEpochSecond()) {
      return false;
    }
    return MessageDigest.isEqual(
        signature(key, environment, end).getBytes(StandardCharsets.US_ASCII),
        token.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private static String signature(String key, String environment, String end) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = mac.doFinal((environment + "\n" + end).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
