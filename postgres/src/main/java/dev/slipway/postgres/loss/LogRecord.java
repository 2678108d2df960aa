package dev.slipway.postgres.loss;

import dev.slipway.postgres.physical.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record of the write-ahead log, as far as it tells who did what to which table. The layout is
 * PostgreSQL's (access/xlogrecord.h) and the same from version 15 to 18.
 *
 * @param relation of the first block that it changes
 * @param main the part that belongs to no block
 */
record LogRecord(
    Lsn end,
    int transaction,
    int manager,
    int info,
    Optional<RelationFile> relation,
    ByteBuffer main) {
  static final int HEADER = 24;
  private static final int CHECKED_HEADER = 20;
  private static final int MOST_BLOCKS = 32;
  private static final int HAS_IMAGE = 0x10;
  private static final int SAME_RELATION = 0x80;
  private static final int HAS_HOLE = 0x01;
  private static final int COMPRESSED = 0x04 | 0x08 | 0x10;
  private static final int DATA_SHORT = 255;
  private static final int DATA_LONG = 254;
  private static final int ORIGIN = 253;
  private static final int TOP_TRANSACTION = 252;

  /** A file of a relation, by its database and number. */
  record RelationFile(long database, long number) {}

  static boolean isWhole(byte[] record, int length) {
    var crc = new CRC32C();
    crc.update(record, HEADER, length - HEADER);
    crc.update(record, 0, CHECKED_HEADER);
    return (int) crc.getValue()
        == ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getInt(CHECKED_HEADER);
  }

  static LogRecord parse(byte[] record, int length, Lsn end) {
    var bytes = ByteBuffer.wrap(record, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    var transaction = bytes.getInt(4);
    var info = bytes.get(16) & 0xFF;
    var manager = bytes.get(17) & 0xFF;
    bytes.position(HEADER);
    Optional<RelationFile> relation = Optional.empty();
    var mainLength = 0;
    var headers = true;
    while (headers && bytes.hasRemaining()) {
      var id = bytes.get() & 0xFF;
      if (id <= MOST_BLOCKS) {
        var found = block(bytes);
        relation = relation.isPresent() ? relation : found;
      } else {
        switch (id) {
          case ORIGIN -> bytes.getShort();
          case TOP_TRANSACTION -> bytes.getInt();
          case DATA_SHORT -> mainLength = bytes.get() & 0xFF;
          case DATA_LONG -> mainLength = bytes.getInt();
          default -> headers = false;
        }
        // The main part is announced last.
        headers = headers && id != DATA_SHORT && id != DATA_LONG;
      }
    }
    var main = bytes.slice(length - mainLength, mainLength).order(ByteOrder.LITTLE_ENDIAN);
    return new LogRecord(end, transaction, manager, info, relation, main);
  }

  private static Optional<RelationFile> block(ByteBuffer bytes) {
    var flags = bytes.get() & 0xFF;
    bytes.getShort();
    if ((flags & HAS_IMAGE) != 0) {
      bytes.getInt();
      var image = bytes.get() & 0xFF;
      if ((image & HAS_HOLE) != 0 && (image & COMPRESSED) != 0) {
        bytes.getShort();
      }
    }
    Optional<RelationFile> relation = Optional.empty();
    if ((flags & SAME_RELATION) == 0) {
      bytes.getInt();
      relation =
          Optional.of(
              new RelationFile(
                  Integer.toUnsignedLong(bytes.getInt()), Integer.toUnsignedLong(bytes.getInt())));
    }
    bytes.getInt();
    return relation;
  }
}
