package dev.slipway.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every page answers with. No script or style stands in a page, nothing is loaded from
 * elsewhere, nobody may frame us, and no page is kept by anybody's cache.
 */
public final class SecurityHeaders {
  private SecurityHeaders() {}

  public static Map<String, String> ofPages() {
    var headers = new LinkedHashMap<>(ofAll());
    headers.put("Cache-Control", "no-store");
    headers.put("Vary", "Cookie");
    return headers;
  }

  /** An asset's address has the hash of its content, so it never changes. */
  public static Map<String, String> ofAssets() {
    var headers = new LinkedHashMap<>(ofAll());
    headers.put("Cache-Control", "public, max-age=31536000, immutable");
    return headers;
  }

  private static Map<String, String> ofAll() {
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
            + " 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    return headers;
  }
}
