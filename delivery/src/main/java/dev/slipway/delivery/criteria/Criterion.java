package dev.slipway.delivery.criteria;

import dev.slipway.checks.Outcome;

/**
 * Something that must be true, and what was found.
 *
 * @param name a word: from, checks, soak, tests, load, backup, rollback, parity …
 * @param asks as in "48 h without a fall"; may be empty where the name says it
 * @param hint the next action; empty when there is none
 */
public record Criterion(String name, Standing standing, String asks, String evidence, String hint) {

  /** Where it stands. Only {@link #MET} is a yes. */
  public enum Standing {
    MET("✔", "met"),
    /** True, with something to know. */
    CAUTION("▲", "caution"),
    NOT_MET("✖", "not met"),
    /** It could not be found out: that is never the same as met. */
    UNMEASURED("?", "not measured"),
    /** It is measured when the promotion begins, and can still refuse it. */
    PENDING("○", "to come"),
    /** A hotfix goes without it. */
    SKIPPED("▲", "left out");

    private final String mark;
    private final String word;

    Standing(String mark, String word) {
      this.mark = mark;
      this.word = word;
    }

    public String mark() {
      return mark;
    }

    /** As people read it. */
    public String word() {
      return word;
    }
  }

  public static Criterion met(String name, String asks, String evidence) {
    return new Criterion(name, Standing.MET, asks, evidence, "");
  }

  public static Criterion caution(String name, String asks, String evidence, String hint) {
    return new Criterion(name, Standing.CAUTION, asks, evidence, hint);
  }

  public static Criterion notMet(String name, String asks, String evidence, String hint) {
    return new Criterion(name, Standing.NOT_MET, asks, evidence, hint);
  }

  public static Criterion unmeasured(String name, String asks, String evidence, String hint) {
    return new Criterion(name, Standing.UNMEASURED, asks, evidence, hint);
  }

  public static Criterion pending(String name, String asks, String evidence) {
    return new Criterion(name, Standing.PENDING, asks, evidence, "");
  }

  static Criterion of(String name, String asks, Outcome outcome, String evidence, String hint) {
    return switch (outcome) {
      case PASSED -> met(name, asks, evidence);
      case FAILED -> notMet(name, asks, evidence, hint);
      case UNMEASURED -> unmeasured(name, asks, evidence, hint);
    };
  }

  /** Whether a release stays where it is because of it. */
  public boolean refuses() {
    return standing == Standing.NOT_MET || standing == Standing.UNMEASURED;
  }

  /** Left out by a hotfix; what was found stays with it. */
  Criterion skipped() {
    return new Criterion(name, Standing.SKIPPED, asks, "left out by the hotfix: " + evidence, hint);
  }

  /** {@code soak (48 h): v54 has run for 50 h}. */
  public String text() {
    return name + (asks.isEmpty() ? "" : " (" + asks + ")") + ": " + evidence;
  }

  /** {@code ✖ soak (48 h): v54 has run for 2 h Hint: …}. */
  public String line() {
    return standing.mark() + " " + text() + (refuses() && !hint.isEmpty() ? "  Hint: " + hint : "");
  }
}
