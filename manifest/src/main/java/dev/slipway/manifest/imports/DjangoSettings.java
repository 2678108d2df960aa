package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.Locale;
import java.util.regex.Pattern;

/** settings.py: which database Django uses. */
final class DjangoSettings implements Importer {
  private static final Pattern ENGINE =
      Pattern.compile(".*['\"]ENGINE['\"]\\s*:\\s*['\"]([A-Za-z0-9_.]+)['\"].*");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "['\"](NAME|USER|PASSWORD|HOST|PORT)['\"]\\s*:\\s*(?:os\\.)?(?:getenv|environ(?:\\.get)?|env|config)\\s*[(\\[]\\s*['\"]([A-Za-z_][A-Za-z0-9_]*)['\"]");
  private static final Pattern URL =
      Pattern.compile(".*(?:dj_database_url\\.(?:config|parse)|env\\.db(?:_url)?)\\s*\\(.*");

  private static final Pattern KEY =
      Pattern.compile(
          "^SECRET_KEY\\s*=.*(?:getenv|environ(?:\\.get)?|env|config)(?:\\.str)?\\s*[(\\[]\\s*['\"]([A-Za-z_][A-Za-z0-9_]*)['\"].*");

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("settings.py");
  }

  @Override
  public String kind() {
    return "django";
  }

  @Override
  public void read(String text, Import into) {
    var lines = Lines.of(text);
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var node = Lines.value(i + 1, 1, "", line);
      var engine = ENGINE.matcher(line);
      var variable = VARIABLE.matcher(line);
      if (line.strip().startsWith("#")) {
        continue;
      }
      if (engine.matches()) {
        engine(engine.group(1), node, into);
      } else if (URL.matcher(line).matches()) {
        into.draft().open("databases", database(into));
        into.carried(node, "databases", database(into));
      }
      var key = KEY.matcher(line);
      if (key.matches() && into.draft().has("services", into.service())) {
        new VariableImport(into).generated(node, key.group(1), "services", into.service(), "env");
      }
      while (variable.find() && !into.draft().names("databases").isEmpty()) {
        var property = variable.group(1).toLowerCase(Locale.ROOT);
        new VariableImport(into)
            .reference(
                node,
                variable.group(2),
                "${databases." + database(into) + "." + property + "}",
                "services",
                into.service(),
                "env");
      }
    }
  }

  private static String database(Import into) {
    return into.draft().names("databases").stream().findFirst().orElse("main");
  }

  private static void engine(String engine, Node node, Import into) {
    if (engine.contains("postgresql")
        || engine.contains("postgis")
        || engine.contains("django_tenants")) {
      into.draft().open("databases", database(into));
      into.carried(node, "databases", database(into));
      if (engine.contains("postgis")) {
        into.draft().add("postgis", "databases", database(into), "extensions");
      }
    } else {
      into.note(
          node,
          "Slipway runs PostgreSQL and CockroachDB, not " + engine.replaceFirst("^.*\\.", ""));
    }
  }
}
