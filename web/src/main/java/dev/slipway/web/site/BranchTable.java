package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.Origin;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.DatabaseView;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The copies of a database: of what, masked or not, and until when. */
final class BranchTable {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Rooms rooms;

  BranchTable(Rooms rooms) {
    this.rooms = rooms;
  }

  List<DatabaseView.Branch> fill(
      Principal viewer, String app, String environment, Plant.Base base) {
    var may = rooms.may(viewer, Permission.BRANCH, app, environment);
    var path = Paths.database(app, environment, base.name()) + "/branches/";
    return rooms.plant().branches(base).stream()
        .filter(copy -> !copy.isUnfinished())
        .map(copy -> branch(copy, may ? Optional.of(remove(copy, path)) : Optional.empty()))
        .toList();
  }

  private static Action remove(Cluster copy, String path) {
    return Action.dangerous(
        "Remove",
        path + copy.name().environment() + "/remove",
        "Remove the copy " + copy.name() + "? What was written to it is lost.");
  }

  private static DatabaseView.Branch branch(Cluster copy, Optional<Action> remove) {
    var origin = Optional.ofNullable(copy.origin());
    return new DatabaseView.Branch(
        copy.name().toString(),
        masking(origin),
        origin.map(BranchTable::from).orElse(""),
        origin.flatMap(one -> Optional.ofNullable(one.proof())).orElse(""),
        origin.flatMap(one -> Optional.ofNullable(one.expiresAt())),
        remove);
  }

  /** A masked copy that could not be proved to be one was never finished. */
  private static State masking(Optional<Origin> origin) {
    return origin.filter(BranchTable::isMasked).isPresent()
        ? State.ok("masked, proven")
        : State.caution("plain: everything is in it");
  }

  private static boolean isMasked(Origin origin) {
    return origin.how().equals(Branches.MASKED);
  }

  private static String from(Origin origin) {
    return (origin.how().equals("restore") ? "restored: " : "")
        + origin.source()
        + ", "
        + at(origin);
  }

  private static String at(Origin origin) {
    try {
      return MINUTE.format(Instant.parse(origin.at()));
    } catch (DateTimeException isNoTime) {
      return origin.at();
    }
  }

  /** Where what is in a database itself comes from, when it began as a copy. */
  static Optional<Fact> origin(Plant.Base base) {
    return base.running()
        .flatMap(running -> Optional.ofNullable(running.cluster().origin()))
        .map(
            origin ->
                new Fact(
                    "Began as",
                    (isMasked(origin) ? "masked copy of " : "copy of ")
                        + from(origin)
                        + Optional.ofNullable(origin.proof()).map(text -> "; " + text).orElse("")));
  }
}
