package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.SourceText;
import dev.slipway.manifest.tree.YamlTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real files of other platforms, every one of them: no crash, a result that passes check, the same
 * bytes twice, and each value carried over or noted. The values are counted by other readers than
 * the importers use.
 *
 * <p>The files are those of {@code shared/corpora/configs} beside the checkout, or of another
 * folder: {@code -Dslipway.corpora=FOLDER}, with a folder of it for each kind, and in these the
 * files, by their own name after anything that ends with two underscores: {@code
 * compose/owner__docker-compose.yml}.
 */
final class CorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("slipway.corpora", folderBesideCheckout()));

  private record Count(long values, long carried, long noted, long lost) {
    Count plus(Count other) {
      return new Count(
          values + other.values, carried + other.carried, noted + other.noted, lost + other.lost);
    }
  }

  @Test
  void everyFileIsCarriedOverOrSaysWhyNot() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "no folder " + CORPUS);
    var table = new TreeMap<String, Count>();
    var files = new TreeMap<String, Integer>();
    var wrong = new ArrayList<String>();
    try (var walk = Files.walk(CORPUS, 2)) {
      for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
        var kind = file.getParent().getFileName().toString();
        if (file.getParent().equals(CORPUS)) {
          continue;
        }
        var name = file.getFileName().toString().replaceFirst("^.*__", "");
        var count = check(file, name, wrong);
        table.merge(kind, count, Count::plus);
        files.merge(kind, 1, Integer::sum);
      }
    }
    System.out.printf(
        "%-10s %5s %7s %8s %6s %5s%n", "kind", "files", "values", "carried", "noted", "lost");
    table.forEach(
        (kind, count) ->
            System.out.printf(
                "%-10s %5d %7d %8d %6d %5d%n",
                kind, files.get(kind), count.values, count.carried, count.noted, count.lost));
    assertThat(wrong).isEmpty();
    assertThat(files).isNotEmpty();
    assertThat(table.values()).allSatisfy(count -> assertThat(count.lost).isZero());
  }

  private static Count check(Path file, String name, List<String> wrong) throws Exception {
    var text = SourceText.decode(Files.readAllBytes(file));
    var result = Initialization.ofFile(name, text);
    if (!result.text().equals(Initialization.ofFile(name, text).text())) {
      wrong.add(file.getFileName() + " gives other bytes the second time");
    }
    if (!(ManifestReader.parse("slipway.yaml", result.text()) instanceof Reading.Good)) {
      wrong.add(file.getFileName() + " gives a file with mistakes");
    }
    var made = YamlTree.read(result.text(), YamlTree.Anchors.REFUSED, mistake -> {});
    for (var line : result.ledger().lines()) {
      if (line.fate() instanceof Ledger.Fate.Carried carried && !isThere(made, carried.to())) {
        wrong.add(
            file.getFileName()
                + ":"
                + line.place().line()
                + " "
                + line.place().path()
                + " is said to be carried to "
                + carried.to()
                + ", which isn't there");
      }
    }
    var told = result.ledger().lines();
    var carried = result.ledger().carriedCount();
    var values = values(name, text);
    long lost;
    if (name.endsWith("ml") && !name.endsWith("toml")) {
      var seen = new HashSet<String>();
      told.forEach(line -> seen.add(line.place().line() + ":" + line.place().column()));
      lost = yaml(text).stream().filter(place -> !seen.contains(place)).count();
    } else {
      lost = Math.max(0, values - told.size());
    }
    if (lost > 0) {
      wrong.add(file.getFileName() + " lost " + lost + " of " + values);
    }
    return new Count(values, carried, told.size() - carried, lost);
  }

  private static boolean isThere(Node node, String path) {
    var at = node;
    for (var step : path.split("\\.")) {
      if (at instanceof Node.Mapping mapping && mapping.value(step).isPresent()) {
        at = mapping.value(step).get();
      } else {
        // A shorthand holds its key: health: /up is health.path.
        return at instanceof Node.Scalar;
      }
    }
    return true;
  }

  private static long values(String name, String text) throws Exception {
    if (name.endsWith(".toml")) {
      return toml(Toml.parse(text));
    }
    if (name.endsWith(".json")) {
      return json(JsonMapper.shared().readTree(text));
    }
    return name.endsWith("ml")
        ? yaml(text).size()
        : text.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("#")).count();
  }

  private static long json(JsonNode node) {
    if (!node.isContainer() || node.isEmpty()) {
      return 1;
    }
    return node.values().stream().mapToLong(CorpusTest::json).sum();
  }

  private static long toml(Object value) {
    return switch (value) {
      case TomlTable table when !table.isEmpty() ->
          table.keySet().stream().mapToLong(key -> toml(table.get(List.of(key)))).sum();
      case TomlArray array when !array.isEmpty() ->
          array.toList().stream().mapToLong(CorpusTest::toml).sum();
      default -> 1;
    };
  }

  /** The places of all values that are no mapping or list with something in it. */
  private static Set<String> yaml(String text) {
    var places = new HashSet<String>();
    var root =
        new Compose(
                LoadSettings.builder()
                    .setAllowDuplicateKeys(true)
                    .setMaxAliasesForCollections(5_000)
                    .build())
            .composeString(text);
    root.ifPresent(node -> yaml(node, places, new HashSet<>()));
    return places;
  }

  private static void yaml(
      org.snakeyaml.engine.v2.nodes.Node node,
      Set<String> places,
      Set<org.snakeyaml.engine.v2.nodes.Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case MappingNode mapping when !mapping.getValue().isEmpty() ->
          mapping.getValue().forEach(tuple -> yaml(tuple.getValueNode(), places, seen));
      case SequenceNode list when !list.getValue().isEmpty() ->
          list.getValue().forEach(item -> yaml(item, places, seen));
      default -> {
        var mark = node.getStartMark().orElseThrow();
        places.add((mark.getLine() + 1) + ":" + (mark.getColumn() + 1));
      }
    }
  }

  private static String folderBesideCheckout() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    // A worktree lies deeper than the checkout that the folder stands beside.
    for (var above = folder.getParent(); above != null; above = above.getParent()) {
      var beside = above.resolve("shared/corpora/configs");
      if (Files.isDirectory(beside)) {
        return beside.toString();
      }
    }
    return folder.resolveSibling("shared/corpora/configs").toString();
  }
}
