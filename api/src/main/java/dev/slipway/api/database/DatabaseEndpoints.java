package dev.slipway.api.database;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Query;
import dev.slipway.delivery.database.MigrationDesk;
import dev.slipway.delivery.upkeep.BranchOrder;
import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.ClusterWatch;
import dev.slipway.postgres.export.ExportRequest;
import dev.slipway.postgres.wal.ReplicationSlot;
import dev.slipway.protocol.database.BackupList;
import dev.slipway.protocol.database.BackupRequested;
import dev.slipway.protocol.database.BranchList;
import dev.slipway.protocol.database.BranchRequested;
import dev.slipway.protocol.database.DatabaseOperation;
import dev.slipway.protocol.database.DatabaseStatus;
import dev.slipway.protocol.database.ExportRequested;
import dev.slipway.protocol.database.LockList;
import dev.slipway.protocol.database.LoginGranted;
import dev.slipway.protocol.database.LoginRequested;
import dev.slipway.protocol.database.MigrationList;
import dev.slipway.protocol.database.RestoreForecast;
import dev.slipway.protocol.database.RestoreRequested;
import dev.slipway.protocol.database.SlowList;
import dev.slipway.protocol.database.SqlRequested;
import dev.slipway.protocol.database.SqlResult;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an environment's databases. A dash names the only or first one, so that nobody
 * needs to know what it is called.
 */
public final class DatabaseEndpoints {
  private static final String PATH =
      "/v1/apps/{app}/environments/{environment}/databases/{database}";

  private final DatabaseDesk desk;
  private final DatabaseViews views;
  private final DatabaseAccess access;
  private final MigrationDesk migrations;

  public DatabaseEndpoints(DatabaseDesk desk, MigrationDesk migrations, ClusterWatch watch) {
    this.desk = desk;
    this.views = new DatabaseViews(desk, watch);
    this.access = new DatabaseAccess(desk);
    this.migrations = migrations;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(PATH, "How a database stands", DatabaseStatus.class, this::status)
            .needs(Permission.VIEW, "database.status"),
        Endpoint.get(
                PATH + "/backups",
                "What it can be brought back to; with check=true every object is read",
                BackupList.class,
                call ->
                    views.backups(
                        place(call), call.query("check").filter("true"::equals).isPresent()))
            .needs(Permission.VIEW, "database.backups")
            .asks(Query.word("check", "true to read every object", "true", "false")),
        Endpoint.post(
                PATH + "/backups",
                "Backs it up now, or tries the newest backup",
                BackupRequested.class,
                DatabaseOperation.class,
                this::backUp)
            .needs(Permission.BACK_UP, "database.back-up"),
        Endpoint.get(
                PATH + "/forecast",
                "How long a restore would take and what it would lose",
                RestoreForecast.class,
                call -> views.forecast(place(call), call.query("to").orElse("latest")))
            .needs(Permission.VIEW, "database.forecast")
            .asks(Query.text("to", "a time, release, backup, position, or latest")),
        Endpoint.post(
                PATH + "/restores",
                "Restores it beside, or in place when its name is typed",
                RestoreRequested.class,
                DatabaseOperation.class,
                this::restore)
            .needs(Permission.RESTORE, "database.restore"),
        Endpoint.get(
                PATH + "/branches",
                "Copies: branches and what was restored beside",
                BranchList.class,
                call -> views.branches(place(call)))
            .needs(Permission.VIEW, "database.branches"),
        Endpoint.post(
                PATH + "/branches",
                "Makes, makes anew or deletes a branch",
                BranchRequested.class,
                DatabaseOperation.class,
                this::branch)
            .needs(Permission.BRANCH, "database.branch"),
        Endpoint.get(
                PATH + "/migrations",
                "Which migrations are in, since when and by which deployment, and which are not",
                MigrationList.class,
                this::migrations)
            .needs(Permission.VIEW, "database.migrations"),
        Endpoint.get(
                PATH + "/slow",
                "The statements that cost most",
                SlowList.class,
                call -> access.slow(place(call), (int) call.number("limit")))
            .needs(Permission.VIEW, "database.slow")
            .asks(Query.limit(20, 500)),
        Endpoint.get(
                PATH + "/locks",
                "Who waits for whom",
                LockList.class,
                call -> access.locks(place(call)))
            .needs(Permission.RUN, "database.locks"),
        Endpoint.post(
                PATH + "/sql",
                "Runs one statement, by default one that only reads",
                SqlRequested.class,
                SqlResult.class,
                this::sql)
            .needs(Permission.RUN, "database.sql"),
        Endpoint.post(
                PATH + "/logins",
                "An address with its password",
                LoginRequested.class,
                LoginGranted.class,
                this::login)
            .needs(Permission.READ_SECRET, "database.login"),
        Endpoint.post(
                PATH + "/exports",
                "Writes rows as files into a zip",
                ExportRequested.class,
                DatabaseOperation.class,
                this::export)
            .needs(Permission.READ_SECRET, "database.export"),
        Endpoint.delete(
                PATH + "/slot",
                "Gives up the log that is kept for the archive; a new backup is needed then",
                DatabaseStatus.class,
                this::resetSlot)
            .needs(Permission.MAINTAIN, "database.reset-slot"));
  }

  private DatabaseDesk.Place place(Call call) {
    var name = call.path("database");
    return desk.find(call.path("app"), call.path("environment"), name.equals("-") ? "" : name);
  }

  private MigrationList migrations(Call call) {
    var name = call.path("database");
    var named =
        name.equals("-")
            ? migrations.first(call.path("app"), call.path("environment"))
            : new MigrationDesk.Named(call.path("app"), call.path("environment"), name);
    return MigrationView.of(named, migrations.of(named));
  }

  private DatabaseStatus status(Call call) {
    return views.status(place(call));
  }

  private static Request request(Call call, @Nullable String why) {
    return new Request(
        call.caller().name(), "api from " + call.caller().from(), why == null ? "" : why);
  }

  private DatabaseOperation backUp(Call call) {
    var asked = call.body(BackupRequested.class);
    var fresh = asked.drill() ? DatabaseDesk.Fresh.NEWEST_THERE_IS : DatabaseDesk.Fresh.TAKEN_NOW;
    return told(desk.backUp(place(call), fresh, request(call, asked.why())));
  }

  private DatabaseOperation restore(Call call) {
    var asked = call.body(RestoreRequested.class);
    var place = place(call);
    var request = request(call, asked.why());
    return told(
        asked.inPlace()
            ? desk.restoreInPlace(
                place, asked.to(), asked.typed() == null ? "" : asked.typed(), request)
            : desk.restoreBeside(place, asked.to(), Optional.ofNullable(asked.name()), request));
  }

  private DatabaseOperation branch(Call call) {
    var asked = call.body(BranchRequested.class);
    var doing = word(BranchOrder.Doing.class, "doing", asked.doing());
    var content =
        Optional.ofNullable(asked.content())
            .map(
                text ->
                    text.equals("plain")
                        ? BranchOrder.Content.AS_IT_IS
                        : word(BranchOrder.Content.class, "content", text));
    return told(
        desk.branch(
            place(call),
            asked.name(),
            doing,
            content,
            Optional.ofNullable(asked.lifeSeconds()).map(Duration::ofSeconds),
            request(call, asked.why())));
  }

  private DatabaseOperation export(Call call) {
    var asked = call.body(ExportRequested.class);
    return told(
        desk.export(
            place(call),
            word(ExportRequest.Format.class, "format", asked.format()),
            Optional.ofNullable(asked.tenant()),
            request(call, asked.why())));
  }

  private SqlResult sql(Call call) {
    var asked = call.body(SqlRequested.class);
    if (asked.write()) {
      call.demand(Permission.MIGRATE, call.path("app"), call.path("environment"));
    }
    return access.sql(place(call), asked);
  }

  private LoginGranted login(Call call) {
    var asked = call.body(LoginRequested.class);
    if (asked.role().equals("migration")) {
      call.demand(Permission.MIGRATE, call.path("app"), call.path("environment"));
    }
    return access.login(place(call), asked);
  }

  private DatabaseStatus resetSlot(Call call) {
    var place = place(call);
    ReplicationSlot.drop(desk.running(place).admin());
    return views.status(place);
  }

  private static DatabaseOperation told(DatabaseDesk.Ordered ordered) {
    return new DatabaseOperation(
        ordered.cluster().toString(), ordered.operation(), ordered.outcome());
  }

  private static <E extends Enum<E>> E word(Class<E> type, String field, @Nullable String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.BAD_INPUT,
                        "SLIP-8517",
                        field + ": \"" + text + "\" is not known",
                        "write one of "
                            + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                                    .toList()))
                    .exception());
  }
}
