package dev.slipway.postgres.repository;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Fills packs with chunks and stores each pack when it is full. One for each thread. */
public final class PackWriter implements AutoCloseable {
  private static final int TARGET = 24 << 20;
  private static final int LEVEL = 3;

  private final ObjectStore store;
  private final RepositoryKey key;
  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final byte[] compressed;
  private final byte[] buffer;
  private final List<ChunkPlace> chunks = new ArrayList<>();
  private Seal seal;
  private String name;
  private int at;

  PackWriter(ObjectStore store, RepositoryKey key, int largestChunk) {
    this.store = store;
    this.key = key;
    this.compressed = new byte[(int) Zstd.compressBound(largestChunk)];
    this.buffer = new byte[TARGET + 2 * compressed.length + (1 << 20)];
    var salt = RepositoryKey.random(RepositoryKey.SALT_BYTES);
    this.seal = new Seal(key.forObject(salt));
    this.name = begin(salt);
  }

  private String begin(byte[] salt) {
    ByteBuffer.wrap(buffer).put(PackFormat.MAGIC).put(salt);
    at = PackFormat.HEADER;
    chunks.clear();
    var hex = java.util.HexFormat.of().formatHex(salt);
    return "packs/" + hex.substring(0, 2) + "/" + hex;
  }

  /** Adds a chunk; it is stored for good only after {@link #flush}. */
  public ChunkPlace add(ChunkId id, byte[] content, int length) throws IOException {
    if (at > TARGET) {
      flush();
    }
    var size = compressor.compressByteArray(compressed, 0, compressed.length, content, 0, length);
    var sealed = seal.seal(chunks.size(), Seal.claim(id), compressed, size, buffer, at);
    var place = new ChunkPlace(id, name, chunks.size(), at, sealed, length);
    chunks.add(place);
    at += sealed;
    return place;
  }

  /** Stores what was added since the last time. */
  public void flush() throws IOException {
    if (chunks.isEmpty()) {
      return;
    }
    var list = ByteBuffer.allocate(chunks.size() * PackFormat.ENTRY);
    for (var chunk : chunks) {
      list.putLong(chunk.id().high()).putLong(chunk.id().low());
      list.putInt(chunk.offset()).putInt(chunk.sealed()).putInt(chunk.plain());
    }
    var trailerAt = at + list.capacity() + Seal.TAG_BYTES;
    var whole = trailerAt + PackFormat.TRAILER;
    var object = whole <= buffer.length ? buffer : java.util.Arrays.copyOf(buffer, whole);
    var sealed =
        seal.seal(
            PackFormat.LIST_NUMBER,
            PackFormat.listClaim(name),
            list.array(),
            list.capacity(),
            object,
            at);
    ByteBuffer.wrap(object, trailerAt, PackFormat.TRAILER).putInt(sealed).put(PackFormat.MAGIC);
    store.put(name, object, whole);
    var salt = RepositoryKey.random(RepositoryKey.SALT_BYTES);
    seal = new Seal(key.forObject(salt));
    name = begin(salt);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
