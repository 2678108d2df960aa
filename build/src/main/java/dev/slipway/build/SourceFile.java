package dev.slipway.build;

import java.io.IOException;
import java.io.InputStream;

/**
 * One file of a source.
 *
 * @param path from the source's root, with slashes
 */
record SourceFile(String path, Kind kind, Content content) implements Comparable<SourceFile> {
  enum Kind {
    PLAIN,
    EXECUTABLE,
    /** Its content is the path that it leads to. */
    LINK
  }

  interface Content {
    InputStream open() throws IOException;
  }

  @Override
  public int compareTo(SourceFile other) {
    return path.compareTo(other.path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && file.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
