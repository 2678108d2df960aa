package dev.slipway.logs.collect;

import dev.slipway.kit.ByteSize;
import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.line.LineSense;
import dev.slipway.logs.line.Stanzas;
import dev.slipway.logs.line.Stanzas.Stanza;
import dev.slipway.runtime.contract.Output;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A source with what was read of it and is not an entry yet. */
final class OpenSource implements AutoCloseable {
  private static final int CHUNK = 64 << 10;

  private final Source source;
  private final Output.Reading reader;
  private final LineSense sense;
  private final byte[] chunk = new byte[CHUNK];
  private final Lines lines;
  private final Stanzas stanzas = new Stanzas();
  private long settled;
  private long read;

  OpenSource(Source source, long place, LineSense sense) throws IOException {
    this.source = source;
    this.reader = source.opening().from(place);
    this.sense = sense;
    this.lines = new Lines(place);
    this.settled = place;
    this.read = place;
  }

  /**
   * What a look brought.
   *
   * @param settled the place up to which everything is in entries
   * @param taken how many bytes were read
   */
  record Look(List<Entry> entries, long settled, int taken) {}

  Source source() {
    return source;
  }

  /**
   * Reads on, at most so many bytes.
   *
   * @param last nothing more will be written: what was begun is handed over as well
   */
  Look look(int most, boolean last) throws IOException {
    var entries = new ArrayList<Entry>();
    var now = reader.written();
    var mask = source.mask().get();
    var taken = 0;
    while (taken < most) {
      var count = reader.read(chunk);
      var from = reader.place() - count;
      if (from != read) {
        flush(entries, now, mask);
        jump(from, now).forEach(entries::add);
      }
      read = reader.place();
      if (count == 0) {
        break;
      }
      taken += count;
      lines.take(chunk, count, (line, end) -> line(line, end, entries, now, mask));
    }
    if (last) {
      lines.flush((line, end) -> line(line, end, entries, now, mask));
    }
    if (taken == 0 || last) {
      flush(entries, now, mask);
    }
    return new Look(entries, settled, taken);
  }

  private void line(String text, long end, List<Entry> entries, Instant now, Mask mask) {
    stanzas.line(text, end).ifPresent(stanza -> entries.add(entry(stanza, now, mask)));
  }

  private void flush(List<Entry> entries, Instant now, Mask mask) {
    stanzas.flush().ifPresent(stanza -> entries.add(entry(stanza, now, mask)));
  }

  private Entry entry(Stanza stanza, Instant now, Mask mask) {
    settled = stanza.end();
    var sensed = sense.of(stanza.text(), now);
    return new Entry(
        0, sensed.at().orElse(now), sensed.level(), source.origin(), mask.hide(stanza.text()));
  }

  /** What lay between was thrown away, or the file was begun anew. */
  private List<Entry> jump(long from, Instant now) {
    var gone = from - read;
    settled = from;
    lines.jump(from);
    return gone < 0
        ? List.of()
        : List.of(
            new Entry(
                0,
                now,
                Level.WARN,
                source.origin(),
                "(slipway: "
                    + new ByteSize(gone).human()
                    + " are missing here: they were written faster than they are kept, and rotated"
                    + " away)"));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
