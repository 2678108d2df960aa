package dev.slipway.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the programs in bench/ are told, and how they tell their figures. */
record BenchArguments(boolean quick, boolean heapOnly, Optional<Path> json) {
  static BenchArguments of(String... arguments) {
    var list = List.of(arguments);
    var at = list.indexOf("--json");
    var json =
        at >= 0 && at + 1 < list.size()
            ? Optional.of(Path.of(list.get(at + 1)))
            : Optional.<Path>empty();
    return new BenchArguments(list.contains("--quick"), list.contains("--heap"), json);
  }

  void tell(Map<String, Double> figures) throws IOException {
    figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "%-28s %12.2f%n", name, value));
    if (json.isPresent()) {
      var fields =
          figures.entrySet().stream()
              .map(
                  one -> String.format(Locale.ROOT, "  \"%s\": %.3f", one.getKey(), one.getValue()))
              .collect(Collectors.joining(",\n"));
      Files.writeString(json.get(), "{\n" + fields + "\n}\n");
    }
  }
}
