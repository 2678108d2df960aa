package dev.slipway.protocol.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where one step of an operation stands. */
public enum StepState {
  /** Not begun. */
  PLANNED,
  DOING,
  /** For a time, an event, or its next try. */
  WAITING,
  DONE,
  /** Had nothing to do, and said why. */
  SKIPPED,
  FAILED,
  UNDOING,
  UNDONE,
  UNDO_FAILED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static StepState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
