package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.insight.BlockedSession;
import dev.slipway.postgres.insight.ClusterStatus;
import dev.slipway.postgres.insight.Insight;
import dev.slipway.postgres.insight.SlowStatement;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.DatabaseView;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.State;
import dev.slipway.web.view.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fills the page of a database from its cluster as it is now. */
final class DatabasePage {
  private static final int SLOWEST = 10;
  private static final int LONGEST_QUERY = 240;
  private static final Duration SHOWN = Duration.ofDays(7);

  private final Rooms rooms;
  private final BranchTable branches;
  private final MigrationTable migrations;

  DatabasePage(Rooms rooms) {
    this.rooms = rooms;
    this.branches = new BranchTable(rooms);
    this.migrations = new MigrationTable(rooms);
  }

  Optional<Plant.Base> find(String app, String environment, String name) {
    return rooms.plant().databases(app, environment).stream()
        .filter(base -> base.name().equals(name))
        .findFirst();
  }

  DatabaseView fill(Principal viewer, String app, String environment, Plant.Base base) {
    var insight = base.running().map(Insight::new);
    return new DatabaseView(
        head(viewer, app, environment, base, insight),
        timeline(app, environment, base),
        branches.fill(viewer, app, environment, base),
        migrations.fill(app, environment, base.name()),
        activity(insight));
  }

  private DatabaseView.Timeline timeline(String app, String environment, Plant.Base base) {
    var now = rooms.clock().instant();
    var kept = rooms.plant().kept(base);
    var backups = kept.map(Plant.Kept::backups).orElse(List.of());
    var oldest = backups.isEmpty() ? now.minus(SHOWN) : backups.getFirst().span().startedAt();
    var preview = Paths.database(app, environment, base.name()) + "/restore";
    var points =
        kept.map(Plant.Kept::points).orElse(List.of()).stream()
            .map(
                point ->
                    new DatabaseView.Release(
                        point.at(),
                        point.release(),
                        point.name(),
                        Paths.deployment(app, environment, point.release()),
                        reaches(backups, point.at())
                            ? Optional.of(preview + Moment.query(point))
                            : Optional.empty()))
            .toList();
    return new DatabaseView.Timeline(
        new Stretch(oldest, now),
        kept.flatMap(DatabasePage::recoverable),
        backups.stream().map(DatabasePage::backup).toList(),
        points,
        preview);
  }

  /** A restore begins with a backup that was whole by then. */
  private static boolean reaches(List<Backup> backups, Instant at) {
    return !backups.isEmpty() && !backups.getFirst().span().stoppedAt().isAfter(at);
  }

  /** From the oldest backup's end to what the archive has for sure; not at all with a gap. */
  private static Optional<Stretch> recoverable(Plant.Kept kept) {
    var reached = kept.following().at();
    if (kept.backups().isEmpty() || reached == null || !kept.following().gap().isEmpty()) {
      return Optional.empty();
    }
    var from = kept.backups().getFirst().span().stoppedAt();
    // Whole seconds, within what is stored: nobody picks a nanosecond.
    var first = from.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    var last = reached.truncatedTo(ChronoUnit.SECONDS);
    return last.isAfter(first) ? Optional.of(new Stretch(first, last)) : Optional.empty();
  }

  private static DatabaseView.Backup backup(Backup backup) {
    var proof = backup.proof();
    var proven =
        proof == null
            ? DatabaseView.Backup.Proof.NOT_YET
            : proof.isGood() ? DatabaseView.Backup.Proof.PROVEN : DatabaseView.Backup.Proof.FAILED;
    return new DatabaseView.Backup(
        backup.span().stoppedAt(),
        proven,
        backup.cost().human(),
        "took " + Durations.human(backup.cost().took()));
  }

  private DatabaseView.Head head(
      Principal viewer,
      String app,
      String environment,
      Plant.Base base,
      Optional<Insight> insight) {
    var facts = new ArrayList<Fact>();
    var state = State.none("not made yet, or down");
    if (insight.isPresent()) {
      try {
        var status = insight.get().status();
        facts.addAll(facts(status));
        BranchTable.origin(base).ifPresent(facts::add);
        state =
            status.connections().waiting() > 0
                ? State.caution(status.connections().waiting() + " sessions wait for a lock")
                : State.ok("running");
      } catch (ProblemException doesNotAnswer) {
        state = State.failed(doesNotAnswer.problem().fact());
      }
    }
    var actions =
        base.running().isPresent() && rooms.may(viewer, Permission.BACK_UP, app, environment)
            ? List.of(
                Action.main(
                    "Back up now", Paths.database(app, environment, base.name()) + "/back-up"))
            : List.<Action>of();
    return new DatabaseView.Head(app, environment, base.name(), state, facts, actions);
  }

  private static List<Fact> facts(ClusterStatus status) {
    var connections = status.connections();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("PostgreSQL", status.version()));
    facts.add(new Fact("Size", status.size().human()));
    facts.add(
        new Fact(
            "Connections",
            connections.all()
                + " of "
                + connections.most()
                + ", "
                + connections.idleInTransaction()
                + " idle in a transaction"));
    status
        .longestTransaction()
        .ifPresent(open -> facts.add(new Fact("Oldest transaction", Durations.human(open))));
    status
        .slotKeeps()
        .ifPresent(kept -> facts.add(new Fact("Log kept for the archive", kept.human())));
    facts.add(new Fact("Free disk", status.headroom().human()));
    return facts;
  }

  private static DatabaseView.Activity activity(Optional<Insight> insight) {
    if (insight.isEmpty()) {
      return new DatabaseView.Activity(List.of(), List.of());
    }
    try {
      return new DatabaseView.Activity(
          slow(insight.get().slowest(SLOWEST)), locks(insight.get().blocked()));
    } catch (ProblemException doesNotAnswer) {
      return new DatabaseView.Activity(List.of(), List.of());
    }
  }

  private static List<DatabaseView.SlowQuery> slow(List<SlowStatement> statements) {
    var all = statements.stream().mapToLong(one -> one.total().toNanos()).sum();
    return statements.stream()
        .map(
            one ->
                new DatabaseView.SlowQuery(
                    brief(one.query()),
                    String.format(Locale.ROOT, "%,d", one.calls()),
                    Durations.human(one.mean()),
                    String.format(
                        Locale.ROOT, "%.0f %%", 100.0 * one.total().toNanos() / Math.max(1, all))))
        .toList();
  }

  private static String brief(String query) {
    var oneLine = query.strip().replaceAll("\\s+", " ");
    return oneLine.length() > LONGEST_QUERY ? oneLine.substring(0, LONGEST_QUERY) + "…" : oneLine;
  }

  /** Who holds stands first, who waits for them below it. */
  private static List<DatabaseView.Lock> locks(List<BlockedSession> blocked) {
    var waiting = blocked.stream().map(one -> one.waits().pid()).toList();
    var lines = new ArrayList<DatabaseView.Lock>();
    for (var one : blocked) {
      if (!waiting.contains(one.holds().pid())
          && lines.stream().noneMatch(line -> line.session().startsWith(one.holds().pid() + " "))) {
        follow(one.holds(), "holds the lock", 0, blocked, lines);
      }
    }
    return lines;
  }

  private static void follow(
      BlockedSession.Session session,
      String says,
      int depth,
      List<BlockedSession> blocked,
      List<DatabaseView.Lock> lines) {
    lines.add(
        new DatabaseView.Lock(
            depth, session.pid() + " " + session.user(), says, brief(session.query())));
    // Sessions that wait for each other in a circle are ended by PostgreSQL; we only must not hang.
    if (depth < 8) {
      for (var one : blocked) {
        if (one.holds().pid() == session.pid()) {
          var waits =
              "for " + one.lock() + " on " + one.relation() + ", " + Durations.human(one.since());
          follow(one.waits(), waits, depth + 1, blocked, lines);
        }
      }
    }
  }
}
