package dev.slipway.kit;

/**
 * Something that went wrong, told so that the reader can act: the path or object first, then the
 * fact with its figures; the hint is the next action.
 *
 * @param code one of the codes listed in docs/reference/problems.md, such as {@code SLIP-2003}
 * @param fact what is wrong, starting with the object it concerns; never ends with a full stop
 * @param hint what to do next; empty when there is nothing to do
 */
public record Problem(String code, Kind kind, String fact, String hint) {

  /** What sort of failure it is; decides the CLI's exit code and the API's status alike. */
  public enum Kind {
    /** What was asked for is malformed or contradicts itself. */
    BAD_INPUT(4, 400),
    /** Who asks is not known. */
    UNAUTHENTICATED(6, 401),
    /** Who asks may not do this, or a rule forbids it now. */
    REFUSED(6, 403),
    /** The object that was named isn't there. */
    NOT_FOUND(4, 404),
    /** Somebody else is at it, or it changed meanwhile. */
    CONFLICT(6, 409),
    /** It was tried and did not work. */
    FAILED(1, 422),
    /** Too many at once. */
    TOO_MANY(6, 429),
    /** Could not be measured: never the same as fine. */
    UNMEASURED(7, 424),
    /** A process, host or disk that is needed does not answer. */
    UNAVAILABLE(5, 503),
    /** A fault in Slipway itself. */
    BUG(70, 500);

    private final int exitCode;
    private final int httpStatus;

    Kind(int exitCode, int httpStatus) {
      this.exitCode = exitCode;
      this.httpStatus = httpStatus;
    }

    public int exitCode() {
      return exitCode;
    }

    public int httpStatus() {
      return httpStatus;
    }
  }

  public Problem {
    if (!code.matches("SLIP-\\d{4}")) {
      throw new IllegalArgumentException("a problem's code is SLIP- and four digits, not " + code);
    }
  }

  public static Problem of(Kind kind, String code, String fact, String hint) {
    return new Problem(code, kind, fact, hint);
  }

  /** The problem as an exception that carries it to whoever can tell the person. */
  public ProblemException exception() {
    return new ProblemException(this, null);
  }

  public ProblemException exception(Throwable cause) {
    return new ProblemException(this, cause);
  }

  /** Fact and hint as a person reads them, on one line or two. */
  public String text() {
    return hint.isEmpty() ? fact : fact + System.lineSeparator() + "Hint: " + hint;
  }
}
