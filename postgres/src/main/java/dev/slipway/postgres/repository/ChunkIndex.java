package dev.slipway.postgres.repository;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where each known chunk lies. For all threads. */
public final class ChunkIndex {
  private final ConcurrentHashMap<ChunkId, ChunkPlace> places = new ConcurrentHashMap<>();

  public Optional<ChunkPlace> find(ChunkId id) {
    return Optional.ofNullable(places.get(id));
  }

  public void add(ChunkPlace place) {
    places.putIfAbsent(place.id(), place);
  }

  public int size() {
    return places.size();
  }
}
