package dev.slipway.migration.plan;

import java.util.Locale;

/** How much harm is to be expected; what could not be measured is never safe. */
public enum Grade {
  SAFE("●"),
  CAUTION("▲"),
  DANGER("✖");

  private final String mark;

  Grade(String mark) {
    this.mark = mark;
  }

  public String mark() {
    return mark;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Grade worse(Grade other) {
    return compareTo(other) > 0 ? this : other;
  }
}
