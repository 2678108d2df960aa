package dev.slipway.manifest.tree;

/** A file could not be made a tree: nothing more can be said about it than this mistake. */
public final class TreeException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Mistake mistake;

  public TreeException(Place place, String code, String fact, String hint) {
    super(fact);
    this.mistake = Mistake.of(place, code, fact, hint);
  }

  public Mistake mistake() {
    return mistake;
  }
}
