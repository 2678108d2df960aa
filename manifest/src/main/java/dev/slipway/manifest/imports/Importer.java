package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.TreeException;

/** Carries one kind of file over. */
public interface Importer {
  /** Whether a file of this name is of the kind. */
  boolean reads(String fileName);

  /** Whether it is a file of the kind. */
  default boolean readsNameOf(ForeignFile file) {
    return reads(file.name());
  }

  /** What the kind is called. */
  String kind();

  /** Goes through every key of the file. */
  void read(String text, Import into) throws TreeException;

  /** Whether several files of the kind are laid over each other and read as one. */
  default boolean isLaidOver() {
    return false;
  }
}
