package dev.slipway.postgres.repository;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a backup.
 *
 * @param modified milliseconds, as the file system had it when it was read
 * @param changed the same of its inode, which nobody can set back
 * @param chunks its chunks in their order, each in {@link #REFERENCE} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of references: never compared, never changed.
public record StoredFile(String path, long size, long modified, long changed, byte[] chunks) {
  static final int REFERENCE = 2 * Long.BYTES + 5 * Integer.BYTES;

  public int chunkCount() {
    return chunks.length / REFERENCE;
  }

  /** Where the chunks lie, given the names of the backup's packs. */
  public List<ChunkPlace> places(List<String> packs) {
    var places = new ArrayList<ChunkPlace>(chunkCount());
    var buffer = ByteBuffer.wrap(chunks);
    while (buffer.hasRemaining()) {
      var id = new ChunkId(buffer.getLong(), buffer.getLong());
      places.add(
          new ChunkPlace(
              id,
              packs.get(buffer.getInt()),
              buffer.getInt(),
              buffer.getInt(),
              buffer.getInt(),
              buffer.getInt()));
    }
    return places;
  }
}
