package dev.slipway.postgres.repository;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.cluster.Sealer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The backups of one cluster. A backup exists from the moment its summary is written, which is the
 * last thing written, until the summary is deleted, which is the first thing deleted: what a crash
 * leaves in between is waste and never a broken backup.
 */
public final class Repository {
  /** Chunks are cut at this length: 32 pages. */
  public static final int CHUNK = 256 << 10;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "repository.json";
  private static final String SUMMARY = "/summary";
  private static final String CONTENT = "/content";
  private static final String PROOF = "/proof";

  private final ObjectStore store;
  private final RepositoryKey key;
  private final SealedObjects objects;

  private Repository(ObjectStore store, RepositoryKey key) {
    this.store = store;
    this.key = key;
    this.objects = new SealedObjects(store, key);
  }

  private record KeyFile(int format, String sealedKey) {}

  /**
   * Opens the repository, or makes it when there is none.
   *
   * @param name whose it is; the key opens under this name only
   */
  public static Repository open(ObjectStore store, String name, Sealer sealer) {
    try {
      var found = store.get(KEY);
      var file = found.isPresent() ? found.get() : create(store, name, sealer);
      var sealed = JSON.readValue(file, KeyFile.class).sealedKey();
      return new Repository(
          store, new RepositoryKey(Base64.getDecoder().decode(sealer.open(context(name), sealed))));
    } catch (IOException | JacksonException e) {
      throw unreachable(store, e);
    }
  }

  private static byte[] create(ObjectStore store, String name, Sealer sealer) throws IOException {
    var secret = Base64.getEncoder().encodeToString(RepositoryKey.random(RepositoryKey.BYTES));
    var file = JSON.writeValueAsBytes(new KeyFile(1, sealer.seal(context(name), secret)));
    if (!store.list("packs/").isEmpty() || !store.list("wal/").isEmpty()) {
      throw Damage.of(store, KEY, "is missing, though backups are there: without it none opens");
    }
    store.put(KEY, file);
    return file;
  }

  private static String context(String name) {
    return "repository/" + name;
  }

  static RuntimeException unreachable(ObjectStore store, Exception e) {
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-5102",
            store + ": the repository can't be read or written: " + e.getMessage(),
            "check its disk or bucket and our rights there; nothing that was stored is lost")
        .exception(e);
  }

  public ObjectStore store() {
    return store;
  }

  public SealedObjects objects() {
    return objects;
  }

  public ChunkNames chunkNames() {
    return key.chunkNames();
  }

  public PackWriter newPackWriter() {
    return new PackWriter(store, key, CHUNK);
  }

  public PackReader newPackReader() {
    return new PackReader(store, key);
  }

  /** Nobody else stores a backup or collects garbage while it is held. */
  public RepositoryLock lock(String purpose) throws IOException {
    return RepositoryLock.take(store, purpose);
  }

  /** Makes a backup exist: its content is written first, its summary last. */
  public void commit(Backup backup, BackupContent content) throws IOException {
    putJson(folder(backup.id()) + CONTENT, content);
    putJson(folder(backup.id()) + SUMMARY, backup.with(null));
  }

  /** Replaces the content of a backup by one that says the same. */
  void rewrite(String id, BackupContent content) throws IOException {
    putJson(folder(id) + CONTENT, content);
  }

  public void prove(String id, Backup.Proof proof) throws IOException {
    putJson(folder(id) + PROOF, proof);
  }

  /** Ends a backup; its chunks go when no other needs them and garbage is collected. */
  public void forget(String id) throws IOException {
    store.delete(folder(id) + SUMMARY);
    store.delete(folder(id) + PROOF);
    store.delete(folder(id) + CONTENT);
  }

  /** Every backup there is, oldest first. */
  public List<Backup> backups() {
    try {
      var found = new ArrayList<Backup>();
      for (var entry : store.list("backups/")) {
        if (entry.name().endsWith(SUMMARY)) {
          var id = entry.name().substring("backups/".length(), entry.name().length() - 8);
          find(id).ifPresent(found::add);
        }
      }
      found.sort(Comparator.comparing(Backup::id));
      return found;
    } catch (IOException e) {
      throw unreachable(store, e);
    }
  }

  public Optional<Backup> find(String id) throws IOException {
    var summary = objects.get(folder(id) + SUMMARY);
    if (summary.isEmpty()) {
      return Optional.empty();
    }
    var backup = JSON.readValue(summary.get(), Backup.class);
    var proof = objects.get(folder(id) + PROOF);
    return Optional.of(
        proof.isEmpty() ? backup : backup.with(JSON.readValue(proof.get(), Backup.Proof.class)));
  }

  public BackupContent content(String id) throws IOException {
    var content = objects.get(folder(id) + CONTENT);
    if (content.isEmpty()) {
      throw Damage.missing(store, folder(id) + CONTENT);
    }
    return JSON.readValue(content.get(), BackupContent.class);
  }

  /** Every chunk that is stored, also by backups that died before they were done. */
  public ChunkIndex index() throws IOException {
    var index = new ChunkIndex();
    var known = new HashSet<String>();
    for (var backup : backups()) {
      var content = content(backup.id());
      known.addAll(content.packs());
      content.files().forEach(file -> file.places(content.packs()).forEach(index::add));
    }
    var reader = newPackReader();
    for (var pack : store.list("packs/")) {
      if (!known.contains(pack.name())) {
        listed(reader, pack).forEach(index::add);
      }
    }
    return index;
  }

  /** A pack that no backup needs and that doesn't open is no reason to stop: it is not used. */
  private static List<ChunkPlace> listed(PackReader reader, ObjectStore.Entry pack)
      throws IOException {
    try {
      return reader.list(pack.name(), pack.size());
    } catch (ProblemException damaged) {
      return List.of();
    }
  }

  private void putJson(String name, Object value) throws IOException {
    var bytes = JSON.writeValueAsBytes(value);
    objects.put(name, bytes, bytes.length);
  }

  private static String folder(String id) {
    return "backups/" + id;
  }
}
