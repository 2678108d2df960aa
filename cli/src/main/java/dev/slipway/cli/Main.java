package dev.slipway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code slipway}; its verbs are in {@link Verbs}. */
@Command(
    name = "slipway",
    description = "Deploys a database-backed web application and its database as one release.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Example:",
      "  slipway up examples/ledger    start everything and deploy the example",
      "",
      "Exit codes: 0 done, 1 failed, 2 changes pending, 3 danger, 4 bad input,",
      "5 not reachable, 6 refused or in use, 7 could not be measured, 70 a fault in Slipway,",
      "130 cancelled."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var terminal = Terminal.ofThisProcess();
    var code = run(terminal, arguments);
    if (code != 0) {
      // Else the process ends by itself: System.exit would first look for who logs that it does.
      System.exit(code);
    }
  }

  /** Runs a verb and returns the exit code; whatever goes wrong is told on the terminal. */
  static int run(Terminal terminal, String... arguments) {
    var shortcut = Shortcuts.of(terminal, arguments);
    if (shortcut.isPresent()) {
      return run(terminal, shortcut.get());
    }
    var asked = arguments.length == 0 ? new String[] {"--help"} : arguments;
    return commandLine(terminal, asked).execute(asked);
  }

  private static int run(Terminal terminal, Verb verb) {
    try {
      return verb.call();
    } catch (Exception e) {
      return new Complaints(terminal).told(e);
    }
  }

  private static CommandLine commandLine(Terminal terminal, String... arguments) {
    var line = new CommandLine(new Main(), new VerbFactory(terminal));
    Verbs.addTo(line, arguments);
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
