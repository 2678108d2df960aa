package dev.slipway.kit;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} up to the edge of the program, where it is told to a person. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.code() + " " + problem.text(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
