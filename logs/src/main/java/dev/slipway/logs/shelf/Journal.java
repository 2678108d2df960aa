package dev.slipway.logs.shelf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The batches that are not in a block yet. They are not synced one by one: what the death of the
 * machine takes away here is taken with the cursors that say it was read, and is read again.
 */
final class Journal implements AutoCloseable {
  private static final int PREFIX = 8;
  private static final int LONGEST = 256 << 20;

  private final FileChannel channel;
  private long length;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  static Journal open(Path file) throws IOException {
    return new Journal(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Everything that is whole; what a death left half written behind it is cut off. */
  List<EntryCodec.Batch> load() throws IOException {
    var batches = new ArrayList<EntryCodec.Batch>();
    var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), Integer.MAX_VALUE - PREFIX));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // Read until all of it is there.
    }
    bytes.flip();
    while (bytes.remaining() >= PREFIX) {
      var size = bytes.getInt();
      var sum = bytes.getInt();
      if (size < 0 || size > LONGEST || size > bytes.remaining()) {
        break;
      }
      var body = new byte[size];
      bytes.get(body);
      if (sum(body) != sum) {
        break;
      }
      batches.add(EntryCodec.decode(body));
      length = bytes.position();
    }
    channel.truncate(length);
    return batches;
  }

  void append(EntryCodec.Batch batch) throws IOException {
    var body = EntryCodec.encode(batch);
    var frame =
        ByteBuffer.allocate(PREFIX + body.length)
            .putInt(body.length)
            .putInt(sum(body))
            .put(body)
            .flip();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame, length + frame.position());
      }
    } catch (IOException full) {
      channel.truncate(length);
      throw full;
    }
    length += frame.limit();
  }

  /** Begins anew, once all that it holds lies in a block. */
  void clear() throws IOException {
    channel.truncate(0);
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  private static int sum(byte[] body) {
    var sum = new CRC32C();
    sum.update(body);
    return (int) sum.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
