package dev.slipway.manifest.init;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What Jazzer feeds in a process of its own. A mistake in what it feeds is a reading like any
 * other; an exception is the fault that is looked for.
 */
enum FuzzTarget {
  /** Any text as slipway.yaml. */
  MANIFESTS(Manifests.class) {
    @Override
    void feed(FuzzedDataProvider data) {
      var text = data.consumeRemainingAsString();
      if (ManifestReader.parse("slipway.yaml", text) instanceof Reading.Bad bad
          && (bad.mistakes().isEmpty() || bad.text().isBlank())) {
        throw new IllegalStateException("refused without a reason:\n" + text);
      }
    }

    @Override
    List<byte[]> seeds() {
      return List.of(Seeds.MANIFEST.getBytes(StandardCharsets.UTF_8));
    }
  },

  /** Any text as a file of another platform: what is made of it must pass check. */
  IMPORTS(Imports.class) {
    @Override
    void feed(FuzzedDataProvider data) {
      var name = data.pickValue(FILES);
      var text = data.consumeRemainingAsString();
      var made = Initialization.ofFile(name, text);
      if (!(ManifestReader.parse("slipway.yaml", made.text()) instanceof Reading.Good)) {
        throw new IllegalStateException(
            "of this %s:%n%s%ninit made what check refuses:%n%s"
                .formatted(name, text, made.text()));
      }
    }

    @Override
    List<byte[]> seeds() {
      var seeds = new ArrayList<byte[]>();
      for (var i = 0; i < FILES.size(); i++) {
        // The last byte is what picks the name.
        seeds.add((Seeds.FILES.get(FILES.get(i)) + (char) i).getBytes(StandardCharsets.UTF_8));
      }
      return seeds;
    }
  };

  private static final List<String> FILES = Seeds.FILES.keySet().stream().sorted().toList();

  private final Class<?> program;

  FuzzTarget(Class<?> program) {
    this.program = program;
  }

  abstract void feed(FuzzedDataProvider data);

  /** What Jazzer starts from. */
  abstract List<byte[]> seeds();

  /** The class that Jazzer is told to call. */
  String program() {
    return program.getName();
  }

  /** Jazzer calls a method of this name. */
  public static final class Manifests {
    private Manifests() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
      MANIFESTS.feed(data);
    }
  }

  /** Jazzer calls a method of this name. */
  public static final class Imports {
    private Imports() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
      IMPORTS.feed(data);
    }
  }
}
