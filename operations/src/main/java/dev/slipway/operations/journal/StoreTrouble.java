package dev.slipway.operations.journal;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a store that is away for a moment from a mistake of ours. */
public final class StoreTrouble {
  private StoreTrouble() {}

  /** True when the same statement may well succeed a moment later. */
  public static boolean isPassing(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Connection gone (08), server stopping or starting (57P), out of something (53), deadlock (40),
   * locked (55).
   */
  private static boolean isPassing(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("53")
            || state.startsWith("40")
            || state.startsWith("55"));
  }
}
