package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.regex.Pattern;

/** schema.prisma: which database, and that Prisma migrates it. */
final class PrismaSchema implements Importer {
  private static final Pattern SETTING =
      Pattern.compile(
          "^\\s*(provider|url|directUrl|shadowDatabaseUrl|schemas|relationMode|extensions)\\s*=\\s*(.+?)\\s*(?://.*)?$");
  private static final Pattern VARIABLE =
      Pattern.compile("env\\(\\s*[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']\\s*\\)");

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("schema.prisma");
  }

  @Override
  public String kind() {
    return "prisma";
  }

  @Override
  public void read(String text, Import into) {
    var lines = Lines.of(text);
    var inside = false;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.matches("datasource\\s+\\w+\\s*\\{.*")) {
        inside = true;
      } else if (inside && line.startsWith("}")) {
        inside = false;
      } else if (inside && !line.isEmpty() && !line.startsWith("//")) {
        setting(lines.get(i), i + 1, into);
      }
    }
  }

  private static void setting(String line, int number, Import into) {
    var node = Lines.value(number, 1, "", line);
    var match = SETTING.matcher(line);
    if (!match.matches()) {
      into.note(node, "Slipway reads of the datasource only provider, url and directUrl");
      return;
    }
    var database = into.draft().names("databases").stream().findFirst().orElse("main");
    var variable = VARIABLE.matcher(match.group(2));
    switch (match.group(1)) {
      case "provider" -> provider(match.group(2).replaceAll("[\"']", ""), database, node, into);
      case "url" -> {
        if (variable.find() && isPostgres(into)) {
          into.carry(node, variable.group(1), "databases", database, "variable");
        } else {
          into.note(node, "an address that no variable holds: Slipway gives the database's own");
        }
      }
      case "directUrl" -> {
        if (variable.find() && isPostgres(into)) {
          into.carry(node, variable.group(1), "databases", database, "direct-variable");
        } else {
          into.note(node, "an address that no variable holds: Slipway gives the database's own");
        }
      }
      default -> into.note(node, "Prisma reads it by itself");
    }
  }

  private static boolean isPostgres(Import into) {
    return !into.draft().names("databases").isEmpty();
  }

  private static void provider(String provider, String database, Node node, Import into) {
    if (!provider.equals("postgresql")
        && !provider.equals("postgres")
        && !provider.equals("cockroachdb")) {
      into.note(node, "Slipway runs PostgreSQL and CockroachDB, not " + provider);
      return;
    }
    into.draft().open("databases", database);
    if (provider.equals("cockroachdb")) {
      into.carry(node, "cockroachdb", "databases", database, "engine");
    } else {
      into.carried(node, "databases", database);
    }
    // Its own files are numbered SQL too, and its tool keeps the table that says which were
    // applied.
    if (into.draft().text("databases", database, "migrations").isPresent()) {
      into.draft().drop("databases", database, "migrations");
    }
    into.draft().put("npx prisma migrate deploy", "databases", database, "migrations", "command");
    if (into.draft().has("services", into.service())) {
      into.draft().put(into.service(), "databases", database, "migrations", "service");
    }
  }
}
