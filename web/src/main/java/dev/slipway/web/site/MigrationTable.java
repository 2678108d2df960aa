package dev.slipway.web.site;

import dev.slipway.delivery.database.MigrationState;
import dev.slipway.delivery.database.MigrationState.Line;
import dev.slipway.delivery.database.MigrationState.Standing;
import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Paths;
import dev.slipway.web.view.DatabaseView;
import dev.slipway.web.view.DatabaseView.Advice;
import dev.slipway.web.view.DatabaseView.Schema;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.State;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The migrations of a database: what isn't well first, then the newest that are in. */
final class MigrationTable {
  private static final int MOST = 60;

  private final Rooms rooms;

  MigrationTable(Rooms rooms) {
    this.rooms = rooms;
  }

  Schema fill(String app, String environment, String database) {
    try {
      return switch (rooms.plant().migrations(app, environment, database)) {
        case MigrationState.Read read -> schema(app, environment, read);
        case MigrationState.NotRead unknown ->
            new Schema(State.none(unknown.sentence()), advice(unknown), List.of(), 0);
      };
    } catch (ProblemException cannotBeRead) {
      var problem = cannotBeRead.problem();
      var command = "slipway db migrations " + app + " " + environment;
      return new Schema(
          State.failed(problem.fact()), List.of(new Advice(problem.hint(), command)), List.of(), 0);
    }
  }

  private static Schema schema(String app, String environment, MigrationState.Read read) {
    var state =
        read.isDisordered()
            ? State.failed(read.sentence())
            : read.isInSync() ? State.ok(read.sentence()) : State.waiting(read.sentence());
    // What is to be applied comes in the order in which it is; what is in, newest first.
    var unwell = read.lines().stream().filter(line -> line.standing() != Standing.APPLIED);
    var in = read.lines().reversed().stream().filter(line -> line.standing() == Standing.APPLIED);
    var shown =
        java.util.stream.Stream.concat(
                unwell.sorted(Comparator.comparing(line -> !line.standing().isDisorder())), in)
            .limit(MOST)
            .map(line -> migration(app, environment, line))
            .toList();
    return new Schema(state, advice(read), shown, read.lines().size() - shown.size());
  }

  private static List<Advice> advice(MigrationState state) {
    return state.advice().stream().map(one -> new Advice(one.what(), one.command())).toList();
  }

  private static DatabaseView.Migration migration(String app, String environment, Line line) {
    return new DatabaseView.Migration(
        line.file().orElse(line.id()),
        state(line.standing()),
        line.took().map(Durations::human).orElse(""),
        line.by()
            .map(number -> "v" + number)
            .map(version -> new Link(version, Paths.deployment(app, environment, version))),
        line.at());
  }

  private static State state(Standing standing) {
    var word = standing.name().toLowerCase(Locale.ROOT);
    return switch (standing) {
      case APPLIED -> State.ok(word);
      case PENDING -> State.waiting(word);
      case SKIPPED -> State.caution(word);
      case EDITED, MISSING, UNFINISHED -> State.failed(word);
    };
  }
}
