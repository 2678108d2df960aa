package dev.slipway.edge.log;

import dev.slipway.edge.head.HeadBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** One loop's lines of the access log, gathered until they are worth handing over. */
public final class AccessLines {
  private static final int ENOUGH = 32 << 10;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final AccessLog log;
  private final InstantSource clock;
  private HeadBuffer buffer = new HeadBuffer();
  private int lines;
  private String time = "";

  public AccessLines(AccessLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** A few times a second: takes the time for the lines to come, and hands over those there are. */
  public void tick() {
    time = clock.instant().toString();
    handOver();
  }

  private void handOver() {
    if (lines > 0) {
      buffer = log.exchange(buffer, lines);
      lines = 0;
    }
  }

  /** Begins a line with its time; the other values follow, then {@link #end}. */
  public AccessLines begin() {
    if (time.isEmpty()) {
      time = clock.instant().toString();
    }
    buffer.add("{\"time\":\"").add(time).add('"');
    return this;
  }

  public AccessLines number(String name, long value) {
    buffer.add(name).addDecimal(Math.max(0, value));
    return this;
  }

  /** Text that may hold anything: what JSON can't have is escaped. */
  public AccessLines text(String name, byte[] value, int from, int to) {
    buffer.add(name).add('"');
    var start = from;
    for (var at = from; at < to; at++) {
      var c = value[at];
      if (c < ' ' || c == '"' || c == '\\' || c == 0x7f) {
        buffer
            .add(value, start, at)
            .add("\\u00")
            .add((char) HEX[c >>> 4 & 15])
            .add((char) HEX[c & 15]);
        start = at + 1;
      }
    }
    buffer.add(value, start, to).add('"');
    return this;
  }

  public AccessLines text(String name, String plain) {
    buffer.add(name).add('"').add(plain).add('"');
    return this;
  }

  /** The buffer, for a value that knows how to write itself. */
  public HeadBuffer raw() {
    return buffer;
  }

  public void end() {
    buffer.add("}\n");
    lines++;
    if (buffer.length() > ENOUGH) {
      handOver();
    }
  }
}
