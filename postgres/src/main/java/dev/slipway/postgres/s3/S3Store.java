package dev.slipway.postgres.s3;

import dev.slipway.postgres.repository.ObjectStore;
import dev.slipway.postgres.s3.Requests.Body;
import dev.slipway.postgres.s3.Requests.Request;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects in a bucket of S3-compatible storage. */
public final class S3Store implements ObjectStore {
  private static final int MISSING = 404;
  private static final int TOO_FAR = 416;
  private static final int EXISTS = 412;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Place place;
  private final Requests requests;

  public S3Store(S3Place place, S3Login login, Patience patience, InstantSource clock) {
    this.place = place;
    this.requests = new Requests(place, login, patience, clock);
  }

  @Override
  public void put(String name, byte[] content, int length) throws IOException {
    requests.send(Request.of("PUT", name).with(new Body(content, length)));
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    var request =
        Request.of("PUT", name).with(new Body(content, content.length)).with("if-none-match", "*");
    try {
      requests.send(request);
      return true;
    } catch (StorageException e) {
      return switch (e.status()) {
        // It may be our own, of an attempt whose answer was lost.
        case EXISTS -> holds(name, content);
        case NOT_IMPLEMENTED -> lookThenPut(name, content);
        default -> throw e;
      };
    }
  }

  private boolean holds(String name, byte[] content) throws IOException {
    return get(name).map(found -> Arrays.equals(found, content)).orElse(false);
  }

  /** Storage without conditional writes: who finds his own afterwards was the last one. */
  private boolean lookThenPut(String name, byte[] content) throws IOException {
    if (get(name).isPresent()) {
      return false;
    }
    put(name, content, content.length);
    return holds(name, content);
  }

  @Override
  public Optional<byte[]> get(String name) throws IOException {
    try {
      return Optional.of(requests.send(Request.of("GET", name)).body());
    } catch (StorageException e) {
      if (e.status() == MISSING && !isBucketMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A bucket that isn't there is not an empty one. */
  private static boolean isBucketMissing(StorageException e) {
    return String.valueOf(e.getMessage()).contains("NoSuchBucket");
  }

  @Override
  public byte[] range(String name, long from, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    var request =
        Request.of("GET", name).with("range", "bytes=" + from + "-" + (from + length - 1));
    try {
      var answer = requests.send(request);
      var body = answer.body();
      if (answer.statusCode() == 200) {
        // The whole object: whoever answers so has not understood the range.
        body =
            Arrays.copyOfRange(
                body,
                (int) Math.min(from, body.length),
                (int) Math.min(from + length, body.length));
      }
      if (body.length != length) {
        throw new EOFException(
            name + ": ends at " + (from + body.length) + ", before " + (from + length));
      }
      return body;
    } catch (StorageException e) {
      if (e.status() == MISSING && !isBucketMissing(e)) {
        throw (IOException) new NoSuchFileException(name).initCause(e);
      }
      if (e.status() == TOO_FAR) {
        throw (IOException) new EOFException(name + ": ends before " + from).initCause(e);
      }
      throw e;
    }
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    var found = new ArrayList<Entry>();
    var next = Optional.<String>empty();
    do {
      var query = new TreeMap<String, String>();
      query.put("list-type", "2");
      query.put("encoding-type", "url");
      query.put("prefix", place.prefix() + prefix);
      next.ifPresent(token -> query.put("continuation-token", token));
      var request = new Request("GET", "", query, Map.of(), Body.NONE);
      var page = Listing.parse(requests.send(request).body(), place.prefix());
      found.addAll(page.entries());
      next = page.next();
    } while (next.isPresent());
    found.sort(Comparator.comparing(Entry::name));
    return found;
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      requests.send(Request.of("DELETE", name));
    } catch (StorageException e) {
      if (e.status() != MISSING || isBucketMissing(e)) {
        throw e;
      }
    }
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
