package dev.slipway.migration;

import dev.slipway.kit.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a database is and who asks; the password is never printed. */
public record Database(String jdbcUrl, String user, String password) {

  /** Reads {@code postgresql://user:password@host:port/name?option=value} or a JDBC URL. */
  public static Database parse(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new Database(url, "", "");
    }
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme());
      if (!scheme.matches("postgres(ql)?") || uri.getHost() == null) {
        throw notAnAddress(url);
      }
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      var person = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
      var colon = person.indexOf(':');
      return new Database(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          decode(colon < 0 ? person : person.substring(0, colon)),
          decode(colon < 0 ? "" : person.substring(colon + 1)));
    } catch (URISyntaxException e) {
      throw notAnAddress(url);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static RuntimeException notAnAddress(String url) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6010",
            "\"" + url.replaceAll(":[^:@/]*@", ":…@") + "\" is no address of a PostgreSQL database",
            "write postgresql://user:password@host:5432/name")
        .exception();
  }

  /**
   * A new connection.
   *
   * @param purpose shown to whoever looks at pg_stat_activity
   */
  public Connection connect(String purpose) {
    var properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", purpose);
    try {
      return DriverManager.getConnection(jdbcUrl, properties);
    } catch (SQLException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-6011",
              this + ": no connection: " + e.getMessage(),
              "check that the server runs, and the address, the user and the password")
          .exception(e);
    }
  }

  /** Host and name alone: options may hold a password too. */
  @Override
  public String toString() {
    var withoutOptions = jdbcUrl.replaceFirst("\\?.*$", "");
    return withoutOptions.replaceFirst("^jdbc:postgresql:(//)?", "");
  }
}
