package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What starts a deployment into an environment. */
@Written(
    as = "a trigger (manual, push BRANCH, tag PATTERN, approved BRANCH, or after ENVIRONMENT)",
    pattern = "manual|(?:push|tag|approved|after) [^\\s]+",
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

  /** A release that serves in another environment, as soon as all that is asked of it is true. */
  record After(String environment) implements Trigger {
    @Override
    public String toString() {
      return "after " + environment;
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
      case "after" -> Optional.of(new After(words[1]));
      default -> Optional.empty();
    };
  }

  /** What was probably meant: main, on push main, push, push to main, tags. */
  static Optional<String> repair(String text) {
    var words = List.of(text.strip().replaceFirst("(?i)^(?:on|every) +", "").split("[ :]+"));
    var branch = words.getLast();
    var sort = words.getFirst().toLowerCase(Locale.ROOT);
    if (words.size() == 1) {
      return switch (sort) {
        case "push", "branch", "commit", "auto", "automatic", "always" -> Optional.of("push main");
        case "tag", "tags", "release" -> Optional.of("tag v*");
        case "approved", "approval" -> Optional.of("approved main");
        case "none", "never", "off", "no" -> Optional.of("manual");
        default -> Optional.of("push " + branch);
      };
    }
    return switch (sort) {
      case "push", "pushes", "branch", "merge" -> Optional.of("push " + branch);
      case "tag", "tags" -> Optional.of("tag " + branch);
      case "approved", "approval", "approve" -> Optional.of("approved " + branch);
      case "after", "from", "promote", "promoted", "promotion" -> Optional.of("after " + branch);
      default -> Optional.empty();
    };
  }
}
