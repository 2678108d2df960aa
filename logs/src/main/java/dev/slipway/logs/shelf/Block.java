package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Entries that lie compressed in a file. */
public final class Block {
  private final Segment segment;
  private final BlockFrame frame;
  private final BlockHead head;

  Block(Segment segment, BlockFrame frame, BlockHead head) {
    this.segment = segment;
    this.frame = frame;
    this.head = head;
  }

  BlockFrame frame() {
    return frame;
  }

  BlockHead head() {
    return head;
  }

  /** When its oldest entry was written. */
  public Instant from() {
    return head.from();
  }

  /** When its newest was. */
  public Instant to() {
    return head.to();
  }

  public boolean hasLevelFrom(Level least) {
    return head.hasLevelFrom(least);
  }

  public boolean hasOrigin(Predicate<Origin> wanted) {
    return head.origins().stream().anyMatch(wanted);
  }

  /**
   * Its entries; none if all of the grams can't be in it, or if it was thrown away meanwhile
   * because it had grown too old.
   */
  public List<Entry> entries(int[] grams) throws IOException {
    try {
      return segment
          .read(
              file ->
                  grams.length > 0 && !Grams.mayHold(frame.filter(file), grams)
                      ? Optional.<List<Entry>>empty()
                      : Optional.of(frame.entries(file)))
          .orElse(List.of());
    } catch (NoSuchFileException thrownAway) {
      return List.of();
    }
  }
}
