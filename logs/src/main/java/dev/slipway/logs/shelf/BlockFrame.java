package dev.slipway.logs.shelf;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.slipway.logs.Entry;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A block in its file: six numbers, the head, the filter of its grams, its entries compressed.
 *
 * @param at where the frame begins in its file
 */
record BlockFrame(
    long at, int headLength, int filterLength, int bodyLength, int rawLength, int sum) {
  private static final int MAGIC = 0x534C4731;
  private static final int PREFIX = 24;

  /** What is longer is no block of ours: a file that something else wrote into. */
  private static final int LONGEST = 256 << 20;

  private static final int EFFORT = 3;

  static ByteBuffer encode(BlockHead head, byte[] filter, List<Entry> entries) {
    var raw = EntryCodec.encode(new EntryCodec.Batch(entries, Map.of()));
    var body = Zstd.compress(raw, EFFORT);
    var name = head.encoded();
    var sum = new CRC32C();
    sum.update(name);
    sum.update(filter);
    sum.update(body);
    return ByteBuffer.allocate(PREFIX + name.length + filter.length + body.length)
        .putInt(MAGIC)
        .putInt(name.length)
        .putInt(filter.length)
        .putInt(body.length)
        .putInt(raw.length)
        .putInt((int) sum.getValue())
        .put(name)
        .put(filter)
        .put(body)
        .flip();
  }

  /** The frame at a place, or an {@link EOFException} where none is whole. */
  static BlockFrame at(FileChannel file, long place) throws IOException {
    var prefix = ByteBuffer.wrap(read(file, place, PREFIX));
    if (prefix.getInt() != MAGIC) {
      throw new EOFException("no block at " + place);
    }
    var frame =
        new BlockFrame(
            place,
            prefix.getInt(),
            prefix.getInt(),
            prefix.getInt(),
            prefix.getInt(),
            prefix.getInt());
    var longest = Math.max(Math.max(frame.headLength, frame.filterLength), frame.bodyLength);
    if (longest > LONGEST || frame.rawLength > LONGEST || frame.end() > file.size()) {
      throw new EOFException("half a block at " + place);
    }
    return frame;
  }

  long end() {
    return at + PREFIX + headLength + filterLength + bodyLength;
  }

  BlockHead head(FileChannel file) throws IOException {
    var bytes = read(file, at + PREFIX, headLength);
    return BlockHead.decode(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  ByteBuffer filter(FileChannel file) throws IOException {
    return ByteBuffer.wrap(read(file, at + PREFIX + headLength, filterLength));
  }

  List<Entry> entries(FileChannel file) throws IOException {
    if (!isSound(file)) {
      throw new IOException("the block at " + at + " is not what was written");
    }
    var body = read(file, at + PREFIX + headLength + filterLength, bodyLength);
    try {
      return EntryCodec.decode(Zstd.decompress(body, rawLength)).entries();
    } catch (ZstdException e) {
      throw new IOException("the block at " + at + " can't be unpacked", e);
    }
  }

  boolean isSound(FileChannel file) throws IOException {
    var check = new CRC32C();
    check.update(read(file, at + PREFIX, headLength + filterLength + bodyLength));
    return (int) check.getValue() == sum;
  }

  private static byte[] read(FileChannel file, long place, int length) throws IOException {
    var bytes = new byte[length];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, place + buffer.position()) < 0) {
        throw new EOFException("the file ends at " + (place + buffer.position()));
      }
    }
    return bytes;
  }
}
