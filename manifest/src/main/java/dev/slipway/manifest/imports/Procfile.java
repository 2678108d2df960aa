package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.regex.Pattern;

/** Procfile: a line for each process. */
final class Procfile implements Importer {
  private static final Pattern LINE = Pattern.compile("^\\s*([A-Za-z0-9_-]+):\\s*(.+?)\\s*$");
  private static final Pattern MIGRATES =
      Pattern.compile("(?i).*(?:migrat|prisma db push|alembic|flyway|liquibase|ecto\\.).*");

  @Override
  public boolean reads(String fileName) {
    return fileName.matches("Procfile(?:\\.[A-Za-z0-9_-]+)?");
  }

  @Override
  public String kind() {
    return "procfile";
  }

  @Override
  public void read(String text, Import into) {
    var lines = Lines.of(text);
    for (var i = 0; i < lines.size(); i++) {
      var match = LINE.matcher(lines.get(i));
      if (lines.get(i).isBlank() || lines.get(i).strip().startsWith("#")) {
        continue;
      }
      var node = Lines.value(i + 1, 1, "", lines.get(i));
      if (match.matches()) {
        process(match.group(1), match.group(2), node, into);
      } else {
        into.note(node, "not a process: a name, a colon and a command were expected");
      }
    }
  }

  private static void process(String process, String command, Node node, Import into) {
    var main = into.service();
    switch (process) {
      case "web" -> {
        into.carry(node, command, "services", main, "start");
        if (!into.draft().has("services", main, "health")) {
          into.draft().put("tcp", "services", main, "health", "kind");
          into.draft()
              .comment(
                  "a Procfile names no health: an open port is all that is asked; name a path if"
                      + " there is one",
                  "services",
                  main,
                  "health");
        }
      }
      case "release" -> release(command, node, into);
      default -> {
        var name = Import.name(process);
        into.carry(node, command, "services", name, "start");
        into.draft().put("worker", "services", name, "kind");
        if (!into.folder().equals(".")) {
          into.draft().put(into.folder(), "services", name, "source");
        }
      }
    }
  }

  private static void release(String command, Node node, Import into) {
    var databases = into.draft().names("databases");
    if (MIGRATES.matcher(command).matches() && !databases.isEmpty()) {
      into.carry(node, command, "databases", databases.getFirst(), "migrations", "command");
    } else {
      into.carry(node, command, "services", into.service(), "prepare");
    }
  }
}
