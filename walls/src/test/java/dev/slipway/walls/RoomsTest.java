package dev.slipway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rooms in ARCHITECTURE.md, in the poms and in the imports are the same rooms. */
final class RoomsTest {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>(slipway-[a-z-]+)</artifactId>");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.slipway\\.[\\w.]+);");

  private final List<Room> rooms = Room.table();

  @Test
  void tableAndReactorNameTheSameRooms() {
    var modules = new ArrayList<String>();
    var match = MODULE.matcher(Repository.text(Repository.ROOT.resolve("pom.xml")));
    while (match.find()) {
      modules.add(match.group(1));
    }
    assertThat(modules)
        .describedAs("modules of pom.xml against the table in ARCHITECTURE.md")
        .containsExactlyInAnyOrderElementsOf(rooms.stream().map(Room::name).toList());
  }

  @Test
  void pomsDeclareOnlyWhatTheTableAllows() {
    var broken = new ArrayList<String>();
    for (var room : rooms) {
      var match = DEPENDENCY.matcher(Repository.text(room.folder().resolve("pom.xml")));
      while (match.find()) {
        var other = roomOfArtifact(match.group(1));
        if (other != null && !other.equals(room) && !room.mayImport(other.name())) {
          broken.add(room.name() + "/pom.xml depends on " + other.name());
        }
      }
    }
    assertThat(broken).describedAs("dependencies against ARCHITECTURE.md").isEmpty();
  }

  @Test
  void sourcesImportOnlyWhatTheTableAllows() {
    var broken = new ArrayList<String>();
    for (var room : rooms) {
      for (var file : Repository.javaFiles(room.folder().resolve("src"))) {
        var match = IMPORT.matcher(Repository.text(file));
        while (match.find()) {
          var other = roomOfClass(match.group(1));
          if (other != null && !other.equals(room) && !room.mayImport(other.name())) {
            broken.add(Repository.ROOT.relativize(file) + " imports " + match.group(1));
          }
        }
      }
    }
    assertThat(broken).describedAs("imports against ARCHITECTURE.md").isEmpty();
  }

  @Test
  void everyPackageOfARoomSaysWhatItOwns() {
    var silent = new ArrayList<String>();
    for (var room : rooms) {
      for (var file : Repository.javaFiles(room.folder().resolve("src/main/java"))) {
        if (!file.resolveSibling("package-info.java").toFile().exists()) {
          silent.add(Repository.ROOT.relativize(file.getParent()).toString());
        }
      }
    }
    assertThat(silent.stream().distinct()).describedAs("packages without package-info").isEmpty();
  }

  private Room roomOfArtifact(String artifact) {
    return rooms.stream().filter(room -> room.artifact().equals(artifact)).findFirst().orElse(null);
  }

  private Room roomOfClass(String name) {
    return rooms.stream()
        .filter(room -> name.startsWith(room.packageName() + "."))
        .max(Comparator.comparing(room -> room.packageName().length()))
        .orElse(null);
  }
}
