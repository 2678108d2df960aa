package dev.slipway.manifest.binding;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts that have a form of their own. */
public enum Format {
  NAME(
      "a name: small letters, digits and hyphens, starting with a letter", "[a-z][a-z0-9-]{0,39}") {
    @Override
    String repaired(String text) {
      var clean = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      clean = clean.replaceAll("^[^a-z]+|-+$", "");
      return clean.length() > 40 ? clean.substring(0, 40) : clean;
    }
  },
  ROLE("the name of a role", "(?!(?:true|false|yes|no|on|off)$)[a-z][a-z0-9-]{0,39}") {
    @Override
    public Optional<String> repair(String text) {
      // How many is no answer to who.
      return text.matches("\\d+|true|yes|on")
          ? Optional.of("who: the roles that must each say yes, as in [owner, cto]")
          : super.repair(text);
    }

    @Override
    String repaired(String text) {
      return NAME.repaired(text);
    }
  },
  VARIABLE("a variable's name: letters, digits and underscores", "[A-Za-z_][A-Za-z0-9_]{0,127}") {
    @Override
    String repaired(String text) {
      // An address or a long text is a value, and no name at all.
      return text.contains("://") || text.length() > 60
          ? text
          : text.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^(?=[0-9])", "_");
    }
  },
  HOST(
      "a host name",
      "(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]{0,62})(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}))*(?::[0-9]{1,5})?") {
    @Override
    String repaired(String text) {
      var host = text.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
      return host.replaceFirst("[/?#].*$", "").replaceFirst("\\.$", "").replace('_', '-');
    }
  },
  PATH("a path that starts with /", "/[^\\s?#]*") {
    @Override
    String repaired(String text) {
      var path = text.replaceFirst("^[a-z]+://[^/]*", "").strip();
      return path.startsWith("/") ? path : "/" + path;
    }
  },
  FOLDER(
      "a path inside the folder of slipway.yaml",
      "(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))(?!~)[^\\x00\\\\]+") {
    @Override
    String repaired(String text) {
      var path = text.replace('\\', '/').replaceFirst("^[A-Za-z]:", "").replaceFirst("^[/~]+", "");
      return path.replaceAll("(^|/)\\.\\.(?=/|$)", "$1")
          .replaceAll("/+", "/")
          .replaceFirst("^/", "");
    }
  },
  MOUNT("an absolute path", "/[^\\x00:]*") {
    @Override
    String repaired(String text) {
      return text.startsWith("/") ? text : "/" + text.replaceFirst("^\\./", "");
    }
  },
  IDENTIFIER("a PostgreSQL name", "[a-zA-Z_][a-zA-Z0-9_$-]{0,62}") {
    @Override
    String repaired(String text) {
      return text.replaceAll("[^a-zA-Z0-9_]+", "_").replaceAll("^(?=[0-9])", "_");
    }
  },
  HEADER("a header's name", "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}"),
  ORIGIN("an origin: scheme and host, nothing after", "https?://[^/\\s]+") {
    @Override
    String repaired(String text) {
      var origin = text.contains("://") ? text : "https://" + text;
      return origin.replaceFirst("^([a-z]+://[^/]*)/.*$", "$1");
    }
  },
  URL("a URL that starts with https:// or http://", "https?://[^\\s]+") {
    @Override
    String repaired(String text) {
      return text.contains("://") ? text : "https://" + text;
    }
  },
  TEXT("a text", "(?s).+"),
  /** A text that may be empty, as a variable's value may. */
  CONTENT("a text", "(?s).*");

  private final String description;
  private final Pattern pattern;

  Format(String description, String pattern) {
    this.description = description;
    this.pattern = Pattern.compile(pattern);
  }

  public String description() {
    return description;
  }

  public String pattern() {
    return "^(?:" + pattern.pattern() + ")$";
  }

  public boolean matches(String text) {
    return text.length() <= 8_192 && pattern.matcher(text).matches();
  }

  /** What was probably meant, if that can be told. */
  public Optional<String> repair(String text) {
    var repaired = repaired(text);
    return matches(repaired) && !repaired.equals(text) ? Optional.of(repaired) : Optional.empty();
  }

  String repaired(String text) {
    return text.strip();
  }
}
