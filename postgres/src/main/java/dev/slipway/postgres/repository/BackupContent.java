package dev.slipway.postgres.repository;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a backup consists of besides the write-ahead log. Every backup is whole: it points at
 * each chunk itself, whichever backup stored it first.
 */
public record BackupContent(List<String> folders, List<StoredFile> files, List<String> packs) {

  public Set<String> packNames() {
    return new HashSet<>(packs);
  }

  /** Collects files whose chunks are given as places. */
  public static final class Builder {
    private final List<String> folders;
    private final List<StoredFile> files = new ArrayList<>();
    private final List<String> packs = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    public Builder(List<String> folders) {
      this.folders = List.copyOf(folders);
    }

    public Builder add(
        String path, long size, long modified, long changed, List<ChunkPlace> places) {
      var buffer = ByteBuffer.allocate(places.size() * StoredFile.REFERENCE);
      for (var place : places) {
        buffer.putLong(place.id().high()).putLong(place.id().low());
        buffer.putInt(numbers.computeIfAbsent(place.pack(), this::number));
        buffer.putInt(place.number()).putInt(place.offset());
        buffer.putInt(place.sealed()).putInt(place.plain());
      }
      files.add(new StoredFile(path, size, modified, changed, buffer.array()));
      return this;
    }

    private int number(String pack) {
      packs.add(pack);
      return packs.size() - 1;
    }

    public BackupContent build() {
      return new BackupContent(folders, List.copyOf(files), List.copyOf(packs));
    }
  }

  /** The same backup with chunks that lie elsewhere. */
  BackupContent moved(Function<ChunkPlace, ChunkPlace> where) {
    var builder = new Builder(folders);
    for (var file : files) {
      builder.add(
          file.path(),
          file.size(),
          file.modified(),
          file.changed(),
          file.places(packs).stream().map(where).toList());
    }
    return builder.build();
  }
}
