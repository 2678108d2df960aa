package dev.slipway.checks;

import java.util.List;

/** What a check has to say, before its name and time are put to it. */
public record Finding(Outcome outcome, String fact, List<Evidence> evidence) {
  public static Finding passed(String fact, List<Evidence> evidence) {
    return new Finding(Outcome.PASSED, fact, evidence);
  }

  public static Finding failed(String fact, List<Evidence> evidence) {
    return new Finding(Outcome.FAILED, fact, evidence);
  }

  public static Finding unmeasured(String fact, List<Evidence> evidence) {
    return new Finding(Outcome.UNMEASURED, fact, evidence);
  }
}
