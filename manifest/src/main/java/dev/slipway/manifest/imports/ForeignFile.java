package dev.slipway.manifest.imports;

/**
 * A file of another platform.
 *
 * @param path as seen from the future slipway.yaml, with slashes
 */
public record ForeignFile(String path, String text) {
  /** The name without its folders, by which its kind is known. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder that it lies in: "." or a path. */
  public String folder() {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".";
  }
}
