package dev.slipway.catalog.variables.parity;

/** Something about a variable that a person should know before they deploy. */
public record Finding(Level level, String text) {

  /** How bad it is. */
  public enum Level {
    /** Worth a look; nothing is stopped. */
    WARNING("▲"),
    /** It won't work, or it would reach what it must not: the gate stays shut. */
    ERROR("✖");

    private final String mark;

    Level(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  static Finding warning(String text) {
    return new Finding(Level.WARNING, text);
  }

  static Finding error(String text) {
    return new Finding(Level.ERROR, text);
  }
}
