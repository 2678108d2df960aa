package dev.slipway.postgres.repository;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Objects that are compressed and sealed as a whole. Layout: magic, salt, length of the plain
 * content, then the sealed rest; the name is part of what is sealed.
 */
public final class SealedObjects {
  private static final byte[] MAGIC = "SLIPOBJ1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = MAGIC.length + RepositoryKey.SALT_BYTES + Integer.BYTES;
  private static final int LEVEL = 3;

  private final ObjectStore store;
  private final RepositoryKey key;

  SealedObjects(ObjectStore store, RepositoryKey key) {
    this.store = store;
    this.key = key;
  }

  public void put(String name, byte[] content, int length) throws IOException {
    var bound = (int) Zstd.compressBound(length);
    var compressed = new byte[bound];
    var size = (int) Zstd.compressByteArray(compressed, 0, bound, content, 0, length, LEVEL);
    var salt = RepositoryKey.random(RepositoryKey.SALT_BYTES);
    var object = new byte[HEADER + size + Seal.TAG_BYTES];
    ByteBuffer.wrap(object).put(MAGIC).put(salt).putInt(length);
    var sealed =
        new Seal(key.forObject(salt))
            .seal(0, claim(name, length), compressed, size, object, HEADER);
    store.put(name, object, HEADER + sealed);
  }

  public Optional<byte[]> get(String name) throws IOException {
    var found = store.get(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(open(name, found.get()));
  }

  private byte[] open(String name, byte[] object) {
    if (object.length < HEADER + Seal.TAG_BYTES
        || !Arrays.equals(object, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw Damage.of(
          store, name, "is not an object of a repository (" + object.length + " bytes)");
    }
    var header = ByteBuffer.wrap(object, MAGIC.length, HEADER - MAGIC.length);
    var salt = new byte[RepositoryKey.SALT_BYTES];
    header.get(salt);
    var length = header.getInt();
    var compressed = new byte[object.length - HEADER];
    try {
      var size =
          new Seal(key.forObject(salt))
              .open(0, claim(name, length), object, HEADER, object.length - HEADER, compressed);
      var plain = new byte[length];
      var got = Zstd.decompressByteArray(plain, 0, length, compressed, 0, size);
      if (got != length) {
        throw Damage.of(store, name, "has " + got + " bytes of content instead of " + length);
      }
      return plain;
    } catch (GeneralSecurityException e) {
      throw Damage.of(store, name, "was changed since it was written (its seal is broken)");
    }
  }

  private static byte[] claim(String name, int length) {
    return (name + "\n" + length).getBytes(StandardCharsets.UTF_8);
  }
}
