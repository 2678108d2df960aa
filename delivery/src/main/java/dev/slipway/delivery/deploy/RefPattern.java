package dev.slipway.delivery.deploy;

import dev.slipway.build.CommitRefs.Kind;
import dev.slipway.build.CommitRefs.Ref;
import dev.slipway.manifest.model.Trigger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which branches or tags a trigger means: {@code *} within a part of the name, {@code **} all. */
record RefPattern(Kind kind, Pattern names) {
  private static final Pattern WILD = Pattern.compile("\\*\\*|\\*|\\?");

  /** Empty for what waits for no push. */
  static Optional<RefPattern> of(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Push push -> Optional.of(of(Kind.BRANCH, push.branch()));
      case Trigger.Approved approved -> Optional.of(of(Kind.BRANCH, approved.branch()));
      case Trigger.Tag tag -> Optional.of(of(Kind.TAG, tag.pattern()));
      case Trigger.Manual manual -> Optional.empty();
      case Trigger.After after -> Optional.empty();
    };
  }

  private static RefPattern of(Kind kind, String written) {
    var pattern = new StringBuilder();
    var wild = WILD.matcher(written);
    var end = 0;
    while (wild.find()) {
      pattern.append(Pattern.quote(written.substring(end, wild.start())));
      pattern.append(
          switch (wild.group()) {
            case "**" -> ".*";
            case "*" -> "[^/]*";
            default -> "[^/]";
          });
      end = wild.end();
    }
    pattern.append(Pattern.quote(written.substring(end)));
    return new RefPattern(kind, Pattern.compile(pattern.toString()));
  }

  boolean fits(Ref ref) {
    return ref.kind() == kind && names.matcher(ref.name()).matches();
  }
}
