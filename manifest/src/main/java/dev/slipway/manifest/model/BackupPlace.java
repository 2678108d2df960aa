package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Written;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where backups are kept. */
@Written(
    as = "a place for backups",
    pattern = "local|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[^\\s]*)?",
    example = "s3://backups/erp")
public record BackupPlace(Optional<String> bucket, String prefix) {
  private static final Pattern S3 =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([^\\s]*))?");

  public static Optional<BackupPlace> parse(String text) {
    if (text.equals("local")) {
      return Optional.of(new BackupPlace(Optional.empty(), ""));
    }
    var match = S3.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var prefix = match.group(2) == null ? "" : match.group(2);
    return Optional.of(new BackupPlace(Optional.of(match.group(1)), prefix));
  }

  public boolean isLocal() {
    return bucket.isEmpty();
  }

  @Override
  public String toString() {
    return bucket.map(name -> "s3://" + name + "/" + prefix).orElse("local");
  }

  /** What was probably meant: a folder of this machine, s3:bucket. */
  public static Optional<String> repair(String text) {
    var bucket = text.strip().replaceFirst("^(?i:s3:/*|https?://s3[^/]*/)", "");
    if (!bucket.equals(text.strip())) {
      return Optional.of("s3://" + bucket).filter(better -> parse(better).isPresent());
    }
    return text.startsWith("/") || text.startsWith(".") || text.equals("disk")
        ? Optional.of("local: Slipway keeps it in its own folder")
        : Optional.empty();
  }
}
