package dev.slipway.migration.run;

import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import dev.slipway.migration.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes in together or not at all.
 *
 * @param number from 0, within its migration
 */
public record Block(int number, Mode mode, List<Statement> statements) {
  public Block {
    statements = List.copyOf(statements);
  }

  /** How PostgreSQL holds it together. */
  public enum Mode {
    TRANSACTION,
    /** One statement that refuses a transaction. */
    ALONE,
    /** One statement, again and again, until it changes no row. */
    BATCHES
  }

  /**
   * A migration's blocks: one transaction, unless it says otherwise or holds a statement that
   * refuses one. BEGIN and COMMIT of the file itself are followed, not sent.
   */
  public static List<Block> of(Migration migration, List<Statement> statements) {
    var together = migration.inTransaction(statements);
    var blocks = new ArrayList<Block>();
    var open = new ArrayList<Statement>();
    var explicit = false;
    for (var statement : statements) {
      switch (statement.kind()) {
        case BEGIN -> {
          explicit = true;
          close(blocks, open);
        }
        case COMMIT -> {
          explicit = false;
          close(blocks, open);
        }
        default -> {
          var mode = mode(statement);
          if (mode != Mode.TRANSACTION) {
            close(blocks, open);
            blocks.add(new Block(blocks.size(), mode, List.of(statement)));
          } else {
            open.add(statement);
            // A lone SET belongs to what follows it.
            if (!together && !explicit && statement.kind() != StatementKind.SETTING) {
              close(blocks, open);
            }
          }
        }
      }
    }
    close(blocks, open);
    return blocks;
  }

  private static Mode mode(Statement statement) {
    if (statement.isMarked("batch")) {
      return Mode.BATCHES;
    }
    return statement.refusesTransaction() ? Mode.ALONE : Mode.TRANSACTION;
  }

  private static void close(List<Block> blocks, List<Statement> open) {
    if (!open.isEmpty()) {
      blocks.add(new Block(blocks.size(), Mode.TRANSACTION, open));
      open.clear();
    }
  }
}
