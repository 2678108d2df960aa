package dev.slipway.web.view;

/**
 * A button that changes something: it posts to its path.
 *
 * @param question what is asked before it is done; empty when it needs no second thought
 */
public record Action(String text, String path, Weight weight, String question) {

  /** How much it stands out. */
  public enum Weight {
    MAIN,
    PLAIN,
    DANGEROUS
  }

  public static Action main(String text, String path) {
    return new Action(text, path, Weight.MAIN, "");
  }

  public static Action plain(String text, String path) {
    return new Action(text, path, Weight.PLAIN, "");
  }

  public static Action dangerous(String text, String path, String question) {
    return new Action(text, path, Weight.DANGEROUS, question);
  }

  public String style() {
    return switch (weight) {
      case MAIN -> "button main";
      case PLAIN -> "button";
      case DANGEROUS -> "button dangerous";
    };
  }
}
