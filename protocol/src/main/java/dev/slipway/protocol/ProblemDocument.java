package dev.slipway.protocol;

import dev.slipway.kit.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Problem} as the API answers it: {@code application/problem+json} of RFC 9457, with our
 * code and hint beside its fields.
 *
 * @param mistakes all mistakes of a file, where there are several
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String kind,
    String hint,
    @Nullable List<String> mistakes) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemDocument of(Problem problem) {
    return of(problem, List.of());
  }

  public static ProblemDocument of(Problem problem, List<String> mistakes) {
    return new ProblemDocument(
        "urn:slipway:problem:" + problem.code(),
        title(problem.kind()),
        problem.kind().httpStatus(),
        problem.fact(),
        problem.code(),
        problem.kind().name(),
        problem.hint(),
        mistakes.isEmpty() ? null : mistakes);
  }

  public Problem problem() {
    return Problem.of(Problem.Kind.valueOf(kind), code, detail, hint);
  }

  private static String title(Problem.Kind kind) {
    return switch (kind) {
      case BAD_INPUT -> "That can't be understood";
      case UNAUTHENTICATED -> "Who are you?";
      case REFUSED -> "Not allowed";
      case NOT_FOUND -> "Not there";
      case CONFLICT -> "In use, or changed meanwhile";
      case FAILED -> "It did not work";
      case TOO_MANY -> "Too many at once";
      case UNMEASURED -> "Could not be measured";
      case UNAVAILABLE -> "Not available";
      case BUG -> "A fault in Slipway";
    };
  }
}
