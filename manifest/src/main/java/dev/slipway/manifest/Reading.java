package dev.slipway.manifest;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.tree.Mistake;
import java.util.List;

/** What came of reading a file: a manifest, or everything that is wrong with it. */
public sealed interface Reading {
  /** The file as a person knows it: its name. */
  String file();

  /** Without a mistake. */
  record Good(String file, Manifest manifest) implements Reading {}

  /** With all its mistakes, in the order of the file. */
  record Bad(String file, List<Mistake> mistakes) implements Reading {
    public Bad {
      mistakes = List.copyOf(mistakes);
    }

    public String text() {
      return MistakeText.of(file, mistakes);
    }
  }

  /** The manifest, or one problem whose text has every mistake. */
  default Manifest orThrow() {
    return switch (this) {
      case Good good -> good.manifest();
      case Bad bad ->
          throw Problem.of(Problem.Kind.BAD_INPUT, "SLIP-1000", bad.text(), "").exception();
    };
  }
}
