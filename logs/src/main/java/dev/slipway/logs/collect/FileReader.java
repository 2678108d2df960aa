package dev.slipway.logs.collect;

import dev.slipway.runtime.contract.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A file that grows, kept open: it is read to its end under whatever name, or none. */
final class FileReader implements Output.Reading {
  private final Path file;
  private final FileChannel channel;
  private long place;
  private Instant written;

  FileReader(Path file, long place) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file);
    this.place = place;
    this.written = Files.getLastModifiedTime(file).toInstant();
  }

  @Override
  public long place() {
    return place;
  }

  @Override
  public int read(byte[] into) throws IOException {
    if (channel.size() < place) {
      // It was emptied and begun anew.
      place = 0;
    }
    var count = channel.read(ByteBuffer.wrap(into), place);
    place += Math.max(0, count);
    return Math.max(0, count);
  }

  /** Renamed or removed, it keeps the last time that it was seen with. */
  @Override
  public Instant written() throws IOException {
    if (Files.exists(file)) {
      written = Files.getLastModifiedTime(file).toInstant();
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
