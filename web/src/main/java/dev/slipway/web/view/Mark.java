package dev.slipway.web.view;

import java.util.Locale;

/** The marks that the command line prints, too; never shown without a word beside them. */
public enum Mark {
  OK("✔"),
  FAILED("✖"),
  CAUTION("▲"),
  RUNNING("●"),
  BACK("↺"),
  WAITING("○"),
  NONE("–");

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /** The name of its style. */
  public String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
