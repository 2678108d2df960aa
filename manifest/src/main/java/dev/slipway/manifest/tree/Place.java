package dev.slipway.manifest.tree;

/**
 * Where a value stands: line and column as editors count them, from 1, and the path of keys.
 *
 * @param path such as {@code environments.production.domains[0]}; empty for the whole file
 * @param file the file's name, where values of several files lie in one tree; else empty
 */
public record Place(int line, int column, String path, String file) {
  public static final Place START = new Place(1, 1, "");

  public Place(int line, int column, String path) {
    this(line, column, path, "");
  }

  public Place at(int newLine, int newColumn) {
    return new Place(newLine, newColumn, path, file);
  }

  /** The place of the value under a key. */
  public static String under(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  public static String under(String path, int index) {
    return path + "[" + index + "]";
  }
}
