package dev.slipway.postgres.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A place for named objects. An object is there whole or not at all, and once {@link #put} has
 * returned it outlives the death of this machine's processes.
 */
public interface ObjectStore {
  /** An object as a listing shows it. */
  record Entry(String name, long size, Instant modified) {}

  /** Stores an object, replacing one of the same name. */
  void put(String name, byte[] content, int length) throws IOException;

  default void put(String name, byte[] content) throws IOException {
    put(name, content, content.length);
  }

  /** Stores an object unless there is one of the name; false when there is. */
  boolean putIfAbsent(String name, byte[] content) throws IOException;

  Optional<byte[]> get(String name) throws IOException;

  /** Part of an object; fails when the object is missing or shorter. */
  byte[] range(String name, long from, int length) throws IOException;

  /** Every object whose name begins so, sorted by name. */
  List<Entry> list(String prefix) throws IOException;

  /** Nothing to do when it isn't there. */
  void delete(String name) throws IOException;

  /** Where it is, as a person would look for it. */
  @Override
  String toString();
}
