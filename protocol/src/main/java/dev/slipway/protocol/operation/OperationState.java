package dev.slipway.protocol.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an operation stands. The last four are ends; only one of them waits for a person. */
public enum OperationState {
  /** Recorded; somebody else holds its target, or no worker has come yet. */
  QUEUED,
  RUNNING,
  /** For a time, an approval or an event; holds no thread. */
  WAITING,
  /** Failed or cancelled; what was done is being undone. */
  UNDOING,
  SUCCEEDED,
  /** Failed, and what was done is undone. */
  FAILED,
  CANCELLED,
  /** An undo failed: a person must look. Holds its target until then. */
  NEEDS_ATTENTION;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static OperationState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Nothing more happens by itself. */
  public boolean hasEnded() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, NEEDS_ATTENTION -> true;
      case QUEUED, RUNNING, WAITING, UNDOING -> false;
    };
  }
}
