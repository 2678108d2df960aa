package dev.slipway.store;

import dev.slipway.kit.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Where the store is and who we are there. */
public record StoreAddress(String jdbcUrl, String user, String password) {
  private static final int DEFAULT_PORT = 5432;

  /** Reads {@code postgres://user:password@host:port/database?options}. */
  public static StoreAddress parse(String url) {
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme());
      var login = uri.getRawUserInfo();
      if (!scheme.matches("postgres(ql)?")
          || uri.getHost() == null
          || login == null
          || uri.getPath().length() < 2) {
        throw notAnAddress(url);
      }
      var colon = login.indexOf(':');
      var user = colon < 0 ? login : login.substring(0, colon);
      var password = colon < 0 ? "" : login.substring(colon + 1);
      var port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      var options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new StoreAddress(
          "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + options,
          decode(user),
          decode(password));
    } catch (URISyntaxException e) {
      throw notAnAddress(url);
    }
  }

  private static RuntimeException notAnAddress(String url) {
    // The text may hold a password, so only what precedes it is repeated.
    var shown = url.contains("@") ? url.replaceAll(":[^:@/]*@", ":…@") : url;
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-2001",
            "--store: \"" + shown + "\" is not the address of a PostgreSQL database",
            "write postgres://user:password@host:5432/database")
        .exception();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
