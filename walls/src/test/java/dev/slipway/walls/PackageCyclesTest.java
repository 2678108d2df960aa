package dev.slipway.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Maven refuses cycles between modules; this refuses them between the packages inside one. */
final class PackageCyclesTest {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.slipway\\.[a-z.]+[a-z])\\.[A-Z]");

  @Test
  void noRoomHasACycleBetweenItsPackages() {
    var cycles = new ArrayList<String>();
    for (var room : Room.table()) {
      cycles.addAll(cycles(graph(room)));
    }
    assertThat(cycles).describedAs("cycles between packages").isEmpty();
  }

  @Test
  void aCycleWouldBeFound() {
    var graph = Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"));
    assertThat(cycles(graph)).containsExactly("a -> b -> c -> a");
  }

  private static Map<String, Set<String>> graph(Room room) {
    var graph = new TreeMap<String, Set<String>>();
    for (var file : Repository.javaFiles(room.folder().resolve("src/main/java"))) {
      var text = Repository.text(file);
      var own = PACKAGE.matcher(text);
      if (!own.find()) {
        continue;
      }
      var imports = graph.computeIfAbsent(own.group(1), name -> new TreeSet<>());
      var match = IMPORT.matcher(text);
      while (match.find()) {
        if (!match.group(1).equals(own.group(1))) {
          imports.add(match.group(1));
        }
      }
    }
    return graph;
  }

  private static List<String> cycles(Map<String, Set<String>> graph) {
    var found = new ArrayList<String>();
    var done = new TreeSet<String>();
    for (var start : new TreeSet<>(graph.keySet())) {
      walk(graph, start, new LinkedHashSet<>(), done, found);
    }
    return found;
  }

  private static void walk(
      Map<String, Set<String>> graph,
      String at,
      LinkedHashSet<String> path,
      Set<String> done,
      List<String> found) {
    if (path.contains(at)) {
      var cycle = new ArrayList<>(path).subList(new ArrayList<>(path).indexOf(at), path.size());
      found.add(String.join(" -> ", cycle) + " -> " + at);
      return;
    }
    if (done.contains(at) || !graph.containsKey(at)) {
      return;
    }
    path.add(at);
    for (var next : new TreeSet<>(graph.get(at))) {
      walk(graph, next, path, done, found);
    }
    path.remove(at);
    done.add(at);
  }
}
