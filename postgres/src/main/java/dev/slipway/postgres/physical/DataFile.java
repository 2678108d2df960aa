package dev.slipway.postgres.physical;

import java.util.regex.Pattern;

/**
 * One file of a data directory.
 *
 * @param path relative to the data directory, with slashes
 * @param modified when its content was last written, in milliseconds; anybody may set it back
 * @param changed the same of its inode, which nobody can set back
 */
public record DataFile(String path, long size, long modified, long changed) {
  private static final Pattern RELATION =
      Pattern.compile("(?:base/\\d+|global)/(\\d+)(?:_(fsm|vm|init))?(?:\\.(\\d+))?");
  private static final long SEGMENT_BLOCKS = (1L << 30) / Page.SIZE;

  /** Whether it consists of pages that carry checksums. */
  public boolean hasPages() {
    return RELATION.matcher(path).matches();
  }

  /** Whether the position on its pages always moves when they change: not so in maps of space. */
  public boolean isMainFork() {
    var match = RELATION.matcher(path);
    return match.matches() && match.group(2) == null;
  }

  /** The number that the first page of this file has in its relation. */
  public long firstBlock() {
    var match = RELATION.matcher(path);
    return match.matches() && match.group(3) != null
        ? Long.parseLong(match.group(3)) * SEGMENT_BLOCKS
        : 0;
  }
}
