package dev.slipway.certificates;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/**
 * Why an order did not go on, in the authority's own words, and what to do.
 *
 * @param orderStands it can go on where it is; otherwise a new one is placed
 * @param notBefore when the authority wants to hear of us again, if it said
 */
record Failure(String fact, String hint, boolean orderStands, Optional<Instant> notBefore) {
  private static final String ERRORS = "urn:ietf:params:acme:error:";

  static Failure of(AcmeException e, String host) {
    return switch (e) {
      case AcmeRateLimitedException limited ->
          new Failure(
              words(limited.getProblem()),
              "it is tried again when the authority allows it; ask for fewer names, or use its"
                  + " staging server while you try things out",
              true,
              limited.getRetryAfter());
      case AcmeUserActionRequiredException asked ->
          new Failure(
              words(asked.getProblem()),
              "read and accept " + asked.getInstance() + "; it is tried again by itself",
              true,
              Optional.empty());
      case AcmeServerException refused -> refused(refused.getProblem(), host);
      case AcmeNetworkException _ ->
          new Failure(
              "the authority does not answer: " + root(e),
              "see that this machine reaches it, and that SLIPWAY_ACME_CA names its roots if they"
                  + " are its own; it is tried again by itself",
              true,
              Optional.empty());
      default ->
          new Failure(
              "the authority's answer is not understood: " + root(e),
              "see that SLIPWAY_ACME is the address of an ACME directory",
              true,
              Optional.empty());
    };
  }

  /** An order or a proof that the authority has given up. */
  static Failure refused(Problem problem, String host) {
    return new Failure(words(problem), hint(problem, host), false, Optional.empty());
  }

  static Failure other(String fact, String hint) {
    return new Failure(fact, hint, true, Optional.empty());
  }

  static Failure anew(String fact, String hint) {
    return new Failure(fact, hint, false, Optional.empty());
  }

  private static String words(Problem problem) {
    var own = problem.getDetail().orElseGet(() -> problem.getTitle().orElse("no reason given"));
    var subs =
        problem.getSubProblems().stream()
            .map(
                sub ->
                    sub.getIdentifier().map(name -> name.getDomain() + ": ").orElse("")
                        + sub.getDetail().orElse(""))
            .collect(Collectors.joining("; "));
    return kind(problem) + ": " + own + (subs.isEmpty() ? "" : " (" + subs + ")");
  }

  private static String kind(Problem problem) {
    return problem.getType().toString().replace(ERRORS, "");
  }

  private static String hint(Problem problem, String host) {
    return switch (kind(problem)) {
      case "connection" ->
          "let ports 80 and 443 of "
              + host
              + " lead to this edge; or SLIPWAY_ACME_WAYS=dns-01 with"
              + " SLIPWAY_ACME_DNS";
      case "dns" -> "add an A or AAAA record for " + host + " that leads to this machine";
      case "unauthorized", "incorrectResponse" ->
          "something else answers for " + host + ": let it lead to this edge";
      case "caa" -> "let the CAA records of " + host + " allow this authority";
      case "rejectedIdentifier" -> "the authority gives no certificate for " + host;
      case "externalAccountRequired" ->
          "make an account there and set SLIPWAY_ACME_EAB=KEY_ID:HMAC_KEY";
      case "accountDoesNotExist" -> "it is made anew by itself";
      default -> "it is tried again by itself";
    };
  }

  private static String root(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
