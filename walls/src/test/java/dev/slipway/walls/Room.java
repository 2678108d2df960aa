package dev.slipway.walls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One line of the table in ARCHITECTURE.md: a Maven module and what it may import. */
record Room(String name, Set<String> mayImport) {
  private static final Pattern ROW =
      Pattern.compile("^\\| ([a-z0-9/]+) \\| [^|]+ \\| ([^|]+) \\|$");

  static List<Room> table() {
    var rooms = new ArrayList<Room>();
    for (var line : Repository.text(Repository.ROOT.resolve("ARCHITECTURE.md")).lines().toList()) {
      var row = ROW.matcher(line);
      if (row.matches() && !row.group(1).equals("room")) {
        rooms.add(new Room(row.group(1), imports(row.group(2).trim())));
      }
    }
    return rooms;
  }

  private static Set<String> imports(String cell) {
    return cell.equals("–") ? Set.of() : new TreeSet<>(List.of(cell.split(" ")));
  }

  boolean mayImport(String other) {
    return mayImport.contains("everything") || mayImport.contains(other);
  }

  Path folder() {
    return Repository.ROOT.resolve(name);
  }

  String packageName() {
    return "dev.slipway." + name.replace('/', '.');
  }

  String artifact() {
    return "slipway-" + name.replace('/', '-');
  }
}
