package dev.slipway.postgres.wal;

import dev.slipway.postgres.physical.Segment;
import dev.slipway.postgres.repository.ObjectStore;
import dev.slipway.postgres.repository.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log in the repository. A segment that is whole is one object; of the one that is being
 * written, pieces are stored every moment, and replaced by the whole when it is there.
 */
public final class WalArchive {
  private static final String WHOLE = "wal/";
  private static final String PIECES = "wal-tail/";
  private static final String START = "wal-start/";
  private static final String HISTORY = ".history";

  private final Repository repository;
  private final int segmentSize;

  public WalArchive(Repository repository, int segmentSize) {
    this.repository = repository;
    this.segmentSize = segmentSize;
  }

  public int segmentSize() {
    return segmentSize;
  }

  public void putSegment(Segment segment, byte[] content) throws IOException {
    repository.objects().put(WHOLE + segment, content, segmentSize);
    dropPieces(segment);
  }

  /** Stores a piece of the segment that is being written. */
  public void putPiece(Segment segment, byte[] content, int from, int to) throws IOException {
    var piece = Arrays.copyOfRange(content, from, to);
    repository.objects().put(pieces(segment) + hex(from) + "-" + hex(to), piece, piece.length);
  }

  /** Replaces the pieces so far by one, so that there are never many. */
  public void putOnePiece(Segment segment, byte[] content, int to) throws IOException {
    var before = repository.store().list(pieces(segment));
    putPiece(segment, content, 0, to);
    var kept = pieces(segment) + hex(0) + "-" + hex(to);
    for (var piece : before) {
      if (!piece.name().equals(kept)) {
        repository.store().delete(piece.name());
      }
    }
  }

  private void dropPieces(Segment segment) throws IOException {
    for (var piece : repository.store().list(pieces(segment))) {
      repository.store().delete(piece.name());
    }
  }

  public Optional<byte[]> segment(Segment segment) throws IOException {
    return repository.objects().get(WHOLE + segment);
  }

  /** As much of an unfinished segment as is stored without a gap, filled up with zeros. */
  public Optional<Partial> partial(Segment segment) throws IOException {
    var content = new byte[segmentSize];
    var reached = 0;
    for (var piece : repository.store().list(pieces(segment))) {
      var range = range(piece);
      if (range.from() > reached || range.to() <= reached) {
        continue;
      }
      var bytes = repository.objects().get(piece.name());
      if (bytes.isPresent()) {
        System.arraycopy(bytes.get(), 0, content, range.from(), bytes.get().length);
        reached = range.to();
      }
    }
    return reached == 0 ? Optional.empty() : Optional.of(new Partial(content, reached));
  }

  /** The beginning of a segment. */
  @SuppressWarnings("ArrayRecordComponent") // Made, handed over once, never compared.
  public record Partial(byte[] content, int length) {}

  /** Whole segments by name, with when they were stored. */
  public NavigableMap<String, ObjectStore.Entry> segments() throws IOException {
    var found = new TreeMap<String, ObjectStore.Entry>();
    for (var entry : repository.store().list(WHOLE)) {
      var name = entry.name().substring(WHOLE.length());
      if (Segment.parse(name, segmentSize).isPresent()) {
        found.put(name, entry);
      }
    }
    return found;
  }

  /** Segments of which there are only pieces. */
  public List<Segment> unfinished() throws IOException {
    return repository.store().list(PIECES).stream()
        .map(entry -> entry.name().substring(PIECES.length()).split("/", 2)[0])
        .distinct()
        .flatMap(name -> Segment.parse(name, segmentSize).stream())
        .toList();
  }

  /** When the last piece of an unfinished segment was stored. */
  public Optional<Instant> lastPieceAt() throws IOException {
    return repository.store().list(PIECES).stream()
        .map(ObjectStore.Entry::modified)
        .max(Instant::compareTo);
  }

  public Optional<Segment> newest(int timeline) throws IOException {
    return segments().descendingKeySet().stream()
        .flatMap(name -> Segment.parse(name, segmentSize).stream())
        .filter(segment -> segment.timeline() == timeline)
        .findFirst();
  }

  public Optional<Segment> oldest(int timeline) throws IOException {
    return segments().keySet().stream()
        .flatMap(name -> Segment.parse(name, segmentSize).stream())
        .filter(segment -> segment.timeline() == timeline)
        .findFirst();
  }

  /** Notes that following begins here, because what came before is gone for good. */
  void startAt(Segment segment) throws IOException {
    var name = segment.toString().getBytes(StandardCharsets.US_ASCII);
    repository.objects().put(START + segment.timeline(), name, name.length);
  }

  Optional<Segment> start(int timeline) throws IOException {
    return repository
        .objects()
        .get(START + timeline)
        .flatMap(name -> Segment.parse(new String(name, StandardCharsets.US_ASCII), segmentSize));
  }

  public void putHistory(int timeline, byte[] content) throws IOException {
    repository.objects().put(WHOLE + historyName(timeline), content, content.length);
  }

  public Optional<byte[]> history(String name) throws IOException {
    return repository.objects().get(WHOLE + name);
  }

  /** Names of the files that tell how timelines hang together. */
  public List<String> histories() throws IOException {
    return repository.store().list(WHOLE).stream()
        .map(entry -> entry.name().substring(WHOLE.length()))
        .filter(name -> name.endsWith(HISTORY))
        .toList();
  }

  public void delete(Segment segment) throws IOException {
    repository.store().delete(WHOLE + segment);
    dropPieces(segment);
  }

  public static String historyName(int timeline) {
    return HexFormat.of().withUpperCase().toHexDigits(timeline) + HISTORY;
  }

  private static String pieces(Segment segment) {
    return PIECES + segment + "/";
  }

  private static String hex(int number) {
    return HexFormat.of().toHexDigits(number);
  }

  private record Range(int from, int to) {}

  private static Range range(ObjectStore.Entry piece) {
    var name = piece.name().substring(piece.name().lastIndexOf('/') + 1);
    return new Range(HexFormat.fromHexDigits(name, 0, 8), HexFormat.fromHexDigits(name, 9, 17));
  }
}
