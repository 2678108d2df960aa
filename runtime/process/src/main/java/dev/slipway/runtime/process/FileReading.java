package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Reads an output on, through its rotations. */
record FileReading(OutputCursor cursor, Path newest) implements Output.Reading {
  @Override
  public long place() {
    return cursor.position();
  }

  @Override
  public int read(byte[] into) throws IOException {
    return Math.max(0, cursor.read(ByteBuffer.wrap(into)));
  }

  @Override
  public Instant written() throws IOException {
    return Files.getLastModifiedTime(newest).toInstant();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
