package dev.slipway.protocol;

import java.util.List;

/** What {@code slipway doctor} found. */
public record DoctorReport(List<Finding> findings) {
  /** How much a finding matters. */
  public enum Verdict {
    GOOD,
    CAUTION,
    BAD
  }

  /** One thing that was looked at: what it is, what is true of it, what to do. */
  public record Finding(Verdict verdict, String subject, String fact, String hint) {
    public static Finding good(String subject, String fact) {
      return new Finding(Verdict.GOOD, subject, fact, "");
    }

    public static Finding caution(String subject, String fact, String hint) {
      return new Finding(Verdict.CAUTION, subject, fact, hint);
    }

    public static Finding bad(String subject, String fact, String hint) {
      return new Finding(Verdict.BAD, subject, fact, hint);
    }
  }

  public boolean healthy() {
    return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.BAD);
  }
}
