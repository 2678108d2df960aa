package dev.slipway.manifest.tree;

/** A file could not be made a tree: nothing more can be said about it than this mistake. */
public final class TreeException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Mistake mistake;

  public TreeException(Place place, String code, String fact, String hint) {
    super(fact);
    this.mistake = Mistake.of(place, code, fact, hint);
  }

  /** The same, said of a file by its name. */
  public TreeException in(String file) {
    var at = mistake.place();
    var problem = mistake.problem();
    return new TreeException(
        new Place(at.line(), at.column(), at.path(), file),
        problem.code(),
        problem.fact(),
        problem.hint());
  }

  public Mistake mistake() {
    return mistake;
  }
}
