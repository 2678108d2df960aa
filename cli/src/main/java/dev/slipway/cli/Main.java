package dev.slipway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The verbs of {@code slipway}. */
@Command(
    name = "slipway",
    description = "Deploys a database-backed web application and its database as one release.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      InitVerb.class,
      CheckVerb.class,
      UpVerb.class,
      DownVerb.class,
      DeployVerb.class,
      RollbackVerb.class,
      MaintenanceVerb.class,
      LogsVerb.class,
      RunVerb.class,
      ConsoleVerb.class,
      StatusVerb.class,
      ApproveVerb.class,
      ReleasesVerb.class,
      OperationsVerb.class,
      OperationVerb.class,
      EnvVerb.class,
      OpenVerb.class,
      SignInLinkVerb.class,
      TokenVerb.class,
      PeopleVerb.class,
      InviteVerb.class,
      AuditVerb.class,
      DbVerb.class,
      MigrateVerb.class,
      ServerVerb.class,
      DoctorVerb.class,
      ConfigVerb.class,
      SchemaVerb.class,
      CompletionVerb.class,
      VersionVerb.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Example:",
      "  slipway up examples/ledger    start everything and deploy the example",
      "",
      "Exit codes: 0 done, 1 failed, 2 changes pending, 3 danger, 4 bad input,",
      "5 not reachable, 6 refused or in use, 7 could not be measured, 70 a fault in Slipway."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var terminal = Terminal.ofThisProcess();
    System.exit(run(terminal, arguments));
  }

  /** Runs a verb and returns the exit code; whatever goes wrong is told on the terminal. */
  static int run(Terminal terminal, String... arguments) {
    return commandLine(terminal).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal) {
    var line = new CommandLine(new Main(), new VerbFactory(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setParameterExceptionHandler(new Complaints(terminal));
    line.setExecutionExceptionHandler(new Complaints(terminal));
    return line;
  }
}
