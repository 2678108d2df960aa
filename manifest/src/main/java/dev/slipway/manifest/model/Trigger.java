package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.Optional;

/** What starts a deployment into an environment. */
@Written(
    as = "a trigger (manual, push BRANCH, tag PATTERN, or approved BRANCH)",
    pattern = "manual|(?:push|tag|approved) [^\\s]+",
    example = "push main")
public sealed interface Trigger {
  /** A person. */
  record Manual() implements Trigger {
    @Override
    public String toString() {
      return "manual";
    }
  }

  /** A push to a branch, which may be a pattern. */
  record Push(String branch) implements Trigger {
    @Override
    public String toString() {
      return "push " + branch;
    }
  }

  /** A tag that fits a pattern such as v*. */
  record Tag(String pattern) implements Trigger {
    @Override
    public String toString() {
      return "tag " + pattern;
    }
  }

  /** A request that somebody approved, of what a branch has. */
  record Approved(String branch) implements Trigger {
    @Override
    public String toString() {
      return "approved " + branch;
    }
  }

  static Optional<Trigger> parse(String text) {
    if (text.equals("manual")) {
      return Optional.of(new Manual());
    }
    var words = text.strip().split(" +");
    if (words.length != 2) {
      return Optional.empty();
    }
    return switch (words[0]) {
      case "push" -> Optional.of(new Push(words[1]));
      case "tag" -> Optional.of(new Tag(words[1]));
      case "approved" -> Optional.of(new Approved(words[1]));
      default -> Optional.empty();
    };
  }
}
