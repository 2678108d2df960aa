package dev.slipway.postgres.loss;

import dev.slipway.postgres.loss.LogRecord.RelationFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what transactions did to tables, and counts it once they commit. What was rolled back, or
 * had not ended, is lost by nobody.
 */
final class CommittedRows {
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int TRANSACTIONS = 1;
  private static final int HEAP2 = 9;
  private static final int HEAP = 10;
  private static final int OPERATION = 0x70;
  private static final int HAS_MORE = 0x80;
  private static final int MULTI_INSERT = 0x50;
  private static final int HAS_DATABASE = 1;
  private static final int HAS_SUBTRANSACTIONS = 1 << 1;
  private static final Loss.Rows INSERTED = new Loss.Rows(1, 0, 0);
  private static final Loss.Rows UPDATED = new Loss.Rows(0, 1, 0);
  private static final Loss.Rows DELETED = new Loss.Rows(0, 0, 1);

  /** Whether what is committed by this record, at this time, counts. */
  interface After {
    boolean test(LogRecord commit, Instant at);
  }

  private final After after;
  private final Map<Integer, Map<RelationFile, Loss.Rows>> open = new HashMap<>();
  private final Map<RelationFile, Loss.Rows> lost = new HashMap<>();
  private long transactions;
  private @Nullable Instant first;
  private @Nullable Instant last;

  CommittedRows(After after) {
    this.after = after;
  }

  void add(LogRecord record) {
    switch (record.manager()) {
      case HEAP ->
          change(
              record,
              switch (record.info() & OPERATION) {
                case 0x00 -> INSERTED;
                case 0x10 -> DELETED;
                case 0x20, 0x40 -> UPDATED;
                default -> Loss.Rows.NONE;
              });
      case HEAP2 -> {
        if ((record.info() & OPERATION) == MULTI_INSERT) {
          change(record, new Loss.Rows(record.main().getShort(2) & 0xFFFF, 0, 0));
        }
      }
      case TRANSACTIONS -> end(record);
      default -> {}
    }
  }

  private void change(LogRecord record, Loss.Rows rows) {
    if (rows.total() > 0 && record.relation().isPresent()) {
      open.computeIfAbsent(record.transaction(), transaction -> new HashMap<>())
          .merge(record.relation().get(), rows, Loss.Rows::plus);
    }
  }

  private void end(LogRecord record) {
    switch (record.info() & OPERATION) {
      case 0x00 -> commit(record);
      case 0x20 -> open.remove(record.transaction());
      default -> {}
    }
  }

  private void commit(LogRecord record) {
    var main = record.main();
    var at = POSTGRES_EPOCH.plus(main.getLong(0), ChronoUnit.MICROS);
    var counts = after.test(record, at);
    var rows = take(record.transaction(), counts);
    if ((record.info() & HAS_MORE) != 0) {
      rows += takeSubtransactions(main, counts);
    }
    if (counts && rows > 0) {
      transactions++;
      first = first == null ? at : first;
      last = at;
    }
  }

  private long takeSubtransactions(ByteBuffer main, boolean counts) {
    var more = main.getInt(8);
    var at = 12 + ((more & HAS_DATABASE) == 0 ? 0 : 8);
    var rows = 0L;
    if ((more & HAS_SUBTRANSACTIONS) != 0) {
      var count = main.getInt(at);
      for (var i = 0; i < count; i++) {
        rows += take(main.getInt(at + 4 + 4 * i), counts);
      }
    }
    return rows;
  }

  private long take(int transaction, boolean counts) {
    var changes = open.remove(transaction);
    if (changes == null || !counts) {
      return 0;
    }
    changes.forEach((relation, rows) -> lost.merge(relation, rows, Loss.Rows::plus));
    return changes.values().stream().mapToLong(Loss.Rows::total).sum();
  }

  Map<RelationFile, Loss.Rows> byRelation() {
    return lost;
  }

  long transactions() {
    return transactions;
  }

  Optional<Instant> first() {
    return Optional.ofNullable(first);
  }

  Optional<Instant> last() {
    return Optional.ofNullable(last);
  }
}
