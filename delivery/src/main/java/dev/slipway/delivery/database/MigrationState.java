package dev.slipway.delivery.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the migrations of a database's folder and the database stand to each other. */
public sealed interface MigrationState {

  /** The state in a word and its figures. */
  String sentence();

  /** What to do about what isn't well, the worst first. */
  List<Advice> advice();

  /** What to do, and the command for it. */
  record Advice(String what, String command) {}

  /** Where one migration stands. What is worse stands first. */
  enum Standing {
    UNFINISHED,
    EDITED,
    MISSING,
    SKIPPED,
    PENDING,
    APPLIED;

    /** Something happened to it that a deployment alone doesn't set right. */
    public boolean isDisorder() {
      return this == UNFINISHED || this == EDITED || this == MISSING;
    }
  }

  /**
   * One migration.
   *
   * @param file empty when it isn't there any more
   * @param took empty where its tool doesn't keep it
   * @param by the number of the deployment whose plan applied it; empty for another's work
   */
  record Line(
      String id,
      Optional<String> file,
      Standing standing,
      Optional<Instant> at,
      Optional<Duration> took,
      Optional<Integer> by) {}

  /**
   * Compared file by file.
   *
   * @param place application and environment, as a command takes them
   * @param folder below the application's
   * @param lines in the order in which they are applied; at last what has no file any more
   */
  record Read(String place, String folder, String table, List<Line> lines)
      implements MigrationState {
    public Read {
      lines = List.copyOf(lines);
    }

    public long count(Standing standing) {
      return lines.stream().filter(line -> line.standing() == standing).count();
    }

    public boolean isInSync() {
      return lines.stream().allMatch(line -> line.standing() == Standing.APPLIED);
    }

    public boolean isDisordered() {
      return lines.stream().anyMatch(line -> line.standing().isDisorder());
    }

    @Override
    public String sentence() {
      var applied = count(Standing.APPLIED);
      if (isInSync()) {
        return lines.isEmpty() ? "no migrations yet" : "in sync: all " + applied + " applied";
      }
      var parts = new ArrayList<String>();
      for (var standing : Standing.values()) {
        var count = count(standing);
        if (count > 0) {
          parts.add(count + " " + standing.name().toLowerCase(java.util.Locale.ROOT));
        }
      }
      return String.join(", ", parts);
    }

    @Override
    public List<Advice> advice() {
      return Arrays.stream(Standing.values())
          .filter(standing -> count(standing) > 0)
          .flatMap(standing -> advice(standing).stream())
          .toList();
    }

    private Optional<Advice> advice(Standing standing) {
      return switch (standing) {
        case UNFINISHED ->
            Optional.of(
                new Advice(
                    "Begun and not ended: another deployment goes on where it stopped.",
                    "slipway deploy " + place));
        case EDITED ->
            Optional.of(
                new Advice(
                    "The file is no longer what was applied: put it back as it was, or keep the"
                        + " edit where the database has it already.",
                    "slipway migrate repair --edited --dir "
                        + folder
                        + " --url \"$(slipway db psql "
                        + place
                        + " --role migration --url)\""));
        case MISSING ->
            Optional.of(
                new Advice(
                    "Applied, and its file is gone from the folder: bring it back from the release"
                        + " that applied it.",
                    "slipway releases " + place));
        case SKIPPED ->
            Optional.of(
                new Advice(
                    "Not applied though a later one is: it comes with the next deployment.",
                    "slipway deploy " + place + " --plan"));
        case PENDING ->
            count(Standing.SKIPPED) > 0
                ? Optional.empty()
                : Optional.of(
                    new Advice(
                        "Comes with the next deployment; what it would do is tried on a copy.",
                        "slipway deploy " + place + " --plan"));
        case APPLIED -> Optional.empty();
      };
    }
  }

  /** There is nothing to compare, or it can't be. */
  record NotRead(String sentence, Advice next) implements MigrationState {
    @Override
    public List<Advice> advice() {
      return List.of(next);
    }
  }
}
