package dev.slipway.logs.collect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjLongConsumer;

/** Bytes to lines. A line that has no end is cut: nothing is held back without limit. */
final class Lines {
  private static final int LONGEST = 64 << 10;

  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long place;

  Lines(long place) {
    this.place = place;
  }

  /** Hands over each whole line, with the place behind it. */
  void take(byte[] bytes, int count, ObjLongConsumer<String> reader) {
    for (var at = 0; at < count; at++) {
      place++;
      if (bytes[at] == '\n') {
        handOver(reader);
      } else {
        begun.write(bytes[at]);
        if (begun.size() >= LONGEST) {
          handOver(reader);
        }
      }
    }
  }

  /** What has no line break yet, when none is to come. */
  void flush(ObjLongConsumer<String> reader) {
    if (begun.size() > 0) {
      handOver(reader);
    }
  }

  private void handOver(ObjLongConsumer<String> reader) {
    var text = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    reader.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, place);
  }

  /** Goes on elsewhere; what was begun is dropped. */
  void jump(long other) {
    begun.reset();
    place = other;
  }
}
