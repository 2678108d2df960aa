package dev.slipway.api.variables;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Query;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.variables.Author;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.DotEnv;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.StagedChanges;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.catalog.variables.parity.DeclaredExpectations;
import dev.slipway.catalog.variables.parity.Parity;
import dev.slipway.protocol.variables.ApplyStaged;
import dev.slipway.protocol.variables.ChangeVariables;
import dev.slipway.protocol.variables.ChangedVariables;
import dev.slipway.protocol.variables.ExportedVariables;
import dev.slipway.protocol.variables.ImportVariables;
import dev.slipway.protocol.variables.ParityTable;
import dev.slipway.protocol.variables.VariableHistory;
import dev.slipway.protocol.variables.VariableList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of environments: listed, changed, compared. */
public final class VariableEndpoints {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/variables";

  private final Apps apps;
  private final Variables variables;

  public VariableEndpoints(Apps apps, Variables variables) {
    this.apps = apps;
    this.variables = variables;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(PATH, "The variables, secrets as marks.", VariableList.class, this::all)
            .needs(Permission.VIEW, "variable.list")
            .versions(Endpoint.Versions.TOLD),
        Endpoint.post(
                PATH,
                "Sets and unsets variables as one change, or stages them.",
                ChangeVariables.class,
                ChangedVariables.class,
                this::change)
            .needs(Permission.CONFIGURE, "variable.change")
            .versions(Endpoint.Versions.MATCHED),
        Endpoint.post(
                PATH + "/import",
                "Sets what a .env text names.",
                ImportVariables.class,
                ChangedVariables.class,
                this::importText)
            .needs(Permission.CONFIGURE, "variable.import")
            .versions(Endpoint.Versions.MATCHED),
        Endpoint.get(
                PATH + "/export",
                "The variables as .env text.",
                ExportedVariables.class,
                this::export)
            .needs(Permission.VIEW, "variable.export")
            .asks(
                Query.text("service", "as this service gets them (default: those for all)"),
                Query.word("secrets", "shown with their values", "shown", "hidden")),
        Endpoint.get(PATH + "/history", "Who changed what.", VariableHistory.class, this::history)
            .needs(Permission.VIEW, "variable.history")
            .asks(Query.limit(20, 1000)),
        Endpoint.get(
                PATH + "/staged", "The changes that wait.", ChangedVariables.class, this::staged)
            .needs(Permission.VIEW, "variable.list"),
        Endpoint.post(
                PATH + "/staged",
                "Makes one version of the changes that wait.",
                ApplyStaged.class,
                ChangedVariables.class,
                this::apply)
            .needs(Permission.CONFIGURE, "variable.apply")
            .versions(Endpoint.Versions.TOLD),
        Endpoint.delete(
                PATH + "/staged",
                "Throws the changes that wait away.",
                ChangedVariables.class,
                this::discard)
            .needs(Permission.CONFIGURE, "variable.discard"),
        Endpoint.get(
                PATH + "/parity",
                "What is wrong with the variables, alone or beside another environment's.",
                ParityTable.class,
                this::parity)
            .needs(Permission.VIEW, "variable.parity")
            .asks(Query.text("with", "the environment to compare with")));
  }

  private EnvironmentKey environment(Call call) {
    return new EnvironmentKey(apps.get(call.path("app")).name(), call.path("environment"));
  }

  private Object all(Call call) {
    var environment = environment(call);
    var configuration = variables.current(environment);
    call.tag(configuration.version());
    return new VariableList(
        environment.app(),
        environment.environment(),
        configuration.version(),
        variables.staged(environment).entries().size(),
        configuration.variables().stream()
            .map(
                variable ->
                    new VariableList.Line(
                        variable.holder().text(),
                        variable.name(),
                        kind(variable.value()),
                        variable.value().shown()))
            .toList());
  }

  private static String kind(Value value) {
    return switch (value) {
      case Value.Plain plain -> "plain";
      case Value.Secret secret -> "secret";
      case Value.Reference reference -> "reference";
    };
  }

  private Object change(Call call) {
    var asked = call.body(ChangeVariables.class);
    var changes = asked.changes().stream().map(Changes::of).toList();
    return make(call, new Making(changes, asked.seen(), asked.why(), asked.stage()));
  }

  private Object importText(Call call) {
    var asked = call.body(ImportVariables.class);
    var changes = DotEnv.changes(asked.text(), Changes.holder(asked.holder()));
    return make(call, new Making(changes, null, asked.why(), asked.stage()));
  }

  private record Making(
      List<Change> changes, @Nullable Integer seen, @Nullable String why, boolean stage) {}

  private ChangedVariables make(Call call, Making making) {
    var environment = environment(call);
    var before = variables.current(environment);
    if (making.stage()) {
      var staged = variables.stage(environment, making.changes(), call.caller().name());
      return waiting(before, staged);
    }
    var seen = seen(call, making, before);
    var after = variables.change(environment, seen, making.changes(), author(call, making.why()));
    return told(call, changed(before, after));
  }

  /** What the author looked at: told in the body, in If-Match, or not at all. */
  private static int seen(Call call, Making making, Configuration before) {
    if (making.seen() != null) {
      return making.seen();
    }
    return call.ifMatch().orElse(before.version());
  }

  private static Author author(Call call, @Nullable String why) {
    return new Author(call.caller().name(), why == null ? "" : why);
  }

  /** For the audit log: the lines of the history, in which secrets are marks. */
  private static ChangedVariables told(Call call, ChangedVariables changed) {
    call.concerns("configuration " + changed.version());
    call.changed(Map.of(), Map.of("changes", String.join("; ", changed.lines())));
    call.tag(changed.version());
    return changed;
  }

  private static ChangedVariables changed(Configuration before, Configuration after) {
    return new ChangedVariables(
        after.version(), before.to(after).stream().map(it -> it.line()).toList(), "");
  }

  private static ChangedVariables waiting(Configuration now, StagedChanges staged) {
    return new ChangedVariables(
        now.version(), staged.lines(), staged.isEmpty() ? "" : staged.mark());
  }

  private Object export(Call call) {
    var configuration = variables.current(environment(call));
    var values = new TreeMap<String, Value>();
    var service = call.query("service");
    if (service.isPresent()) {
      values.putAll(configuration.of(service.get(), List.of()));
    } else {
      configuration.variables().stream()
          .filter(variable -> variable.holder().equals(Holder.ALL))
          .forEach(variable -> values.put(variable.name(), variable.value()));
    }
    var secrets =
        call.query("secrets").filter("shown"::equals).isPresent()
            ? DotEnv.Secrets.SHOWN
            : DotEnv.Secrets.HIDDEN;
    if (secrets == DotEnv.Secrets.SHOWN) {
      var names = String.join(" ", values.keySet());
      call.demandSecret(names);
    }
    return new ExportedVariables(DotEnv.write(values, secrets));
  }

  private Object history(Call call) {
    var count = (int) call.number("limit");
    return new VariableHistory(
        variables.history(environment(call), count).stream()
            .map(
                version ->
                    new VariableHistory.Version(
                        version.version(),
                        version.at(),
                        version.author().by(),
                        version.author().why(),
                        version.title(),
                        version.differences().stream().map(it -> it.line()).toList()))
            .toList());
  }

  private Object staged(Call call) {
    var environment = environment(call);
    return waiting(variables.current(environment), variables.staged(environment));
  }

  private Object apply(Call call) {
    var environment = environment(call);
    var asked = call.body(ApplyStaged.class);
    var before = variables.current(environment);
    var applied = variables.applyStaged(environment, asked.mark(), author(call, asked.why()));
    return told(call, changed(before, applied));
  }

  private Object discard(Call call) {
    var environment = environment(call);
    var before = waiting(variables.current(environment), variables.staged(environment));
    variables.discard(environment);
    return before;
  }

  private Object parity(Call call) {
    var app = apps.get(call.path("app"));
    var one = new EnvironmentKey(app.name(), call.path("environment"));
    var other = new EnvironmentKey(app.name(), call.query("with").orElse(one.environment()));
    // What the other environment needs is what a release that comes there would miss.
    var expectations = DeclaredExpectations.in(app.folder(), other.environment());
    var report = Parity.between(variables.current(one), variables.current(other), expectations);
    return ParityTables.of(report);
  }
}
