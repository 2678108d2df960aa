package dev.slipway.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Every verb, in the order in which help shows them. Reading the options of all of them costs more
 * than most verbs take, so a call reads those of the verb it names, and the overview reads none.
 */
final class Verbs {
  private static final List<Entry> ALL =
      List.of(
          new Entry("init", InitVerb.class),
          new Entry("check", CheckVerb.class),
          new Entry("up", UpVerb.class),
          new Entry("down", DownVerb.class),
          new Entry("deploy", DeployVerb.class),
          new Entry("promote", PromoteVerb.class),
          new Entry("go-live", GoLiveVerb.class),
          new Entry("rollback", RollbackVerb.class),
          new Entry("maintenance", MaintenanceVerb.class),
          new Entry("logs", LogsVerb.class),
          new Entry("run", RunVerb.class),
          new Entry("console", ConsoleVerb.class),
          new Entry("status", StatusVerb.class),
          new Entry("approve", ApproveVerb.class),
          new Entry("releases", ReleasesVerb.class),
          new Entry("operations", OperationsVerb.class),
          new Entry("operation", OperationVerb.class),
          new Entry("env", EnvVerb.class),
          new Entry("open", OpenVerb.class),
          new Entry("sign-in-link", SignInLinkVerb.class),
          new Entry("token", TokenVerb.class),
          new Entry("people", PeopleVerb.class),
          new Entry("roles", RolesVerb.class),
          new Entry("invite", InviteVerb.class),
          new Entry("sign-on", SignOnVerb.class),
          new Entry("audit", AuditVerb.class),
          new Entry("db", DbVerb.class),
          new Entry("migrate", MigrateVerb.class),
          new Entry("server", ServerVerb.class),
          new Entry("doctor", DoctorVerb.class),
          new Entry("config", ConfigVerb.class),
          new Entry("schema", SchemaVerb.class),
          new Entry("completion", CompletionVerb.class),
          new Entry("version", VersionVerb.class),
          new Entry("help", HelpCommand.class));

  private Verbs() {}

  private record Entry(String name, Class<?> type) {}

  static void addTo(CommandLine root, String... arguments) {
    var first = arguments[0];
    if (first.equals("--help") || first.equals("-h")) {
      ALL.forEach(entry -> root.addSubcommand(entry.name(), described(entry.type())));
      return;
    }
    var named = ALL.stream().filter(entry -> entry.name().equals(first)).toList();
    var needed = named.isEmpty() || seesAll(first) ? ALL : named;
    needed.forEach(entry -> root.addSubcommand(entry.name(), entry.type()));
  }

  static Stream<String> names() {
    return ALL.stream().map(Entry::name);
  }

  private static boolean seesAll(String verb) {
    return verb.equals("help") || verb.equals("completion");
  }

  /** A verb as the overview shows it: its name and what it does. */
  private static CommandSpec described(Class<?> type) {
    var told = type.getAnnotation(Command.class);
    var spec = CommandSpec.create();
    spec.usageMessage().header(told.header()).description(told.description());
    return spec;
  }
}
