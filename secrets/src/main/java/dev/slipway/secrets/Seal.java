package dev.slipway.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.slipway.kit.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Seals values with AES-256-GCM under the keys of one file, each bound to its {@link Place}. New
 * values are sealed under the current key; older keys stay until nothing is left under them.
 */
public final class Seal {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final KeyFile file;
  private final ReentrantReadWriteLock rotating = new ReentrantReadWriteLock();
  private volatile Keys keys;

  private record Keys(KeysetHandle handle, Aead aead) {
    static Keys of(KeysetHandle handle) {
      try {
        return new Keys(handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
      } catch (GeneralSecurityException neverWithWholeKeys) {
        throw new IllegalStateException(neverWithWholeKeys);
      }
    }
  }

  private Seal(KeyFile file, KeysetHandle handle) {
    this.file = file;
    this.keys = Keys.of(handle);
  }

  /** Opens the keys of an installation that has some. */
  public static Seal open(Path keyFile) {
    var file = new KeyFile(keyFile);
    return new Seal(file, file.read());
  }

  /** Makes the first key. Never replaces one: what is sealed under it would be lost. */
  public static Seal create(Path keyFile) {
    var file = new KeyFile(keyFile);
    if (file.exists()) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-7305",
              keyFile + " exists already: a new key would lose everything sealed under it",
              "use it, or rotate it")
          .exception();
    }
    try {
      var handle = KeysetHandle.newBuilder().addEntry(newKey().makePrimary()).build();
      file.write(handle);
      return new Seal(file, handle);
    } catch (GeneralSecurityException neverWithOneKey) {
      throw new IllegalStateException(neverWithOneKey);
    }
  }

  public Sealed seal(SecretValue value, Place place) {
    var now = keys;
    try {
      var sealed = now.aead.encrypt(bytes(value.reveal()), bytes(place.bound()));
      return Sealed.of(now.handle.getPrimary().getId(), ENCODER.encodeToString(sealed));
    } catch (GeneralSecurityException neverWithWholeKeys) {
      throw new IllegalStateException(neverWithWholeKeys);
    }
  }

  public SecretValue open(Sealed sealed, Place place) {
    if (!keyNumbers().contains(sealed.key())) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7306",
              place + " is sealed under a key that " + file.path() + " doesn't hold",
              "put back the key file that it was sealed with, or set the value again")
          .exception();
    }
    try {
      var open = keys.aead.decrypt(DECODER.decode(sealed.base64()), bytes(place.bound()));
      return SecretValue.of(new String(open, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7307",
              place + " does not open: its sealed value was changed, or belongs to another place",
              "set the value again, and find out who writes into the store")
          .exception(changed);
    }
  }

  /**
   * Runs work that seals values and stores them. A rotation waits for it, so that nothing is stored
   * under the old key after the rotation has looked.
   */
  public <T> T whileStoring(Supplier<T> work) {
    rotating.readLock().lock();
    try {
      return work.get();
    } finally {
      rotating.readLock().unlock();
    }
  }

  int currentKey() {
    return keys.handle.getPrimary().getId();
  }

  Set<Integer> keyNumbers() {
    var handle = keys.handle;
    var numbers = new TreeSet<Integer>();
    for (var i = 0; i < handle.size(); i++) {
      numbers.add(handle.getAt(i).getId());
    }
    return numbers;
  }

  /** On disk before it is used: a crash in between leaves a key that nothing is sealed under. */
  void addKey() {
    change(
        handle -> {
          var builder = KeysetHandle.newBuilder(handle);
          var added = newKey();
          builder.addEntry(added);
          added.makePrimary();
          return builder.build();
        });
  }

  void removeAllButCurrent() {
    change(
        handle -> {
          var only = KeysetHandle.importKey(handle.getPrimary().getKey());
          return KeysetHandle.newBuilder()
              .addEntry(only.withFixedId(handle.getPrimary().getId()).makePrimary())
              .build();
        });
  }

  private void change(Change change) {
    rotating.writeLock().lock();
    try {
      var changed = change.apply(keys.handle);
      file.write(changed);
      keys = Keys.of(changed);
    } catch (GeneralSecurityException neverWithWholeKeys) {
      throw new IllegalStateException(neverWithWholeKeys);
    } finally {
      rotating.writeLock().unlock();
    }
  }

  private interface Change {
    KeysetHandle apply(KeysetHandle handle) throws GeneralSecurityException;
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
