package dev.slipway.postgres.repository;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads chunks out of packs. One for each thread. */
public final class PackReader {
  private static final int TOGETHER = 4 << 20;

  private final ObjectStore store;
  private final RepositoryKey key;
  private byte[] compressed = new byte[1 << 19];
  private byte[] plain = new byte[1 << 19];

  PackReader(ObjectStore store, RepositoryKey key) {
    this.store = store;
    this.key = key;
  }

  /** Takes a chunk that was read; the array is used again for the next one. */
  @FunctionalInterface
  public interface Sink {
    void accept(ChunkPlace place, byte[] content, int length) throws IOException;
  }

  /** Reads chunks of one pack, given in the order of their offsets; neighbours in one go. */
  public void read(String pack, List<ChunkPlace> places, Sink sink) throws IOException {
    var seal = new Seal(key.forObject(salt(pack)));
    var from = 0;
    while (from < places.size()) {
      var first = places.get(from);
      var to = from + 1;
      while (to < places.size() && fitsTogether(first, places.get(to - 1), places.get(to))) {
        to++;
      }
      var last = places.get(to - 1);
      var bytes = read(pack, first.offset(), last.offset() + last.sealed() - first.offset());
      for (var place : places.subList(from, to)) {
        open(seal, place, bytes, place.offset() - first.offset(), sink);
      }
      from = to;
    }
  }

  private static boolean fitsTogether(ChunkPlace first, ChunkPlace before, ChunkPlace place) {
    var gap = place.offset() - (before.offset() + before.sealed());
    return gap >= 0
        && gap < 256 << 10
        && place.offset() + place.sealed() - first.offset() <= TOGETHER;
  }

  private byte[] read(String pack, long from, int length) throws IOException {
    try {
      return store.range(pack, from, length);
    } catch (java.nio.file.NoSuchFileException e) {
      throw Damage.missing(store, pack);
    } catch (java.io.EOFException e) {
      throw Damage.of(store, pack, "is too short: " + e.getMessage());
    }
  }

  private void open(Seal seal, ChunkPlace place, byte[] bytes, int at, Sink sink)
      throws IOException {
    compressed = atLeast(compressed, place.sealed());
    plain = atLeast(plain, place.plain());
    try {
      var size =
          seal.open(place.number(), Seal.claim(place.id()), bytes, at, place.sealed(), compressed);
      var got = Zstd.decompressByteArray(plain, 0, place.plain(), compressed, 0, size);
      if (got != place.plain()) {
        throw damaged(place);
      }
    } catch (GeneralSecurityException | ZstdException e) {
      throw damaged(place);
    }
    sink.accept(place, plain, place.plain());
  }

  private RuntimeException damaged(ChunkPlace place) {
    return Damage.of(
        store,
        place.pack(),
        "was changed since it was written: chunk "
            + place.number()
            + " at "
            + place.offset()
            + " doesn't open");
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length >= length ? array : new byte[length];
  }

  private static byte[] salt(String pack) {
    return HexFormat.of().parseHex(pack.substring(pack.lastIndexOf('/') + 1));
  }

  /** The chunks that a pack says it holds. */
  List<ChunkPlace> list(String pack, long size) throws IOException {
    if (size < PackFormat.HEADER + PackFormat.TRAILER) {
      throw Damage.of(store, pack, "is too short to be a pack: " + size + " bytes");
    }
    var trailer = ByteBuffer.wrap(read(pack, size - PackFormat.TRAILER, PackFormat.TRAILER));
    var length = trailer.getInt();
    if (!Arrays.equals(trailer.array(), Integer.BYTES, PackFormat.TRAILER, PackFormat.MAGIC, 0, 8)
        || length < Seal.TAG_BYTES
        || length > size - PackFormat.TRAILER - PackFormat.HEADER) {
      throw Damage.of(store, pack, "has no list of its chunks at its end");
    }
    var sealed = read(pack, size - PackFormat.TRAILER - length, length);
    var plainList = new byte[length];
    try {
      var got =
          new Seal(key.forObject(salt(pack)))
              .open(
                  PackFormat.LIST_NUMBER, PackFormat.listClaim(pack), sealed, 0, length, plainList);
      return parse(pack, ByteBuffer.wrap(plainList, 0, got));
    } catch (GeneralSecurityException e) {
      throw Damage.of(store, pack, "was changed since it was written: its list doesn't open");
    }
  }

  private static List<ChunkPlace> parse(String pack, ByteBuffer list) {
    var places = new ArrayList<ChunkPlace>();
    while (list.hasRemaining()) {
      var id = new ChunkId(list.getLong(), list.getLong());
      places.add(
          new ChunkPlace(id, pack, places.size(), list.getInt(), list.getInt(), list.getInt()));
    }
    return places;
  }
}
