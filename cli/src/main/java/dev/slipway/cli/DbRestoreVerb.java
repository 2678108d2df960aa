package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.database.RestoreForecast;
import dev.slipway.protocol.database.RestoreRequested;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "restore",
    description = "Brings a database back to an earlier state: beside, or in place.",
    footer = {
      "",
      "Example:",
      "  slipway db restore ledger production --to 10m --dry-run",
      "                              tells how long it would take and what would be lost",
      "  slipway db restore ledger production --to \"2026-05-01 14:03:20\"",
      "  slipway db restore ledger production --to v53 --in-place",
      "                              the state before release v53, after the name was typed"
    })
final class DbRestoreVerb extends Verb {
  private static final int MOST_TABLES = 12;

  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(
      names = "--to",
      paramLabel = "STATE",
      description =
          "latest, a time, 10m for ten minutes ago, a backup, a restore point, a release, a position"
              + " (default: latest)")
  private String to = "latest";

  @Option(names = "--in-place", description = "replaces what is there; a backup is taken first")
  private boolean inPlace;

  @Option(names = "--as", paramLabel = "NAME", description = "what the copy beside is called")
  private @Nullable String name;

  @Option(names = "--dry-run", description = "only tells what it would do")
  private boolean dryRun;

  @Option(
      names = "--confirm",
      paramLabel = "CLUSTER",
      description = "the cluster's whole name, instead of typing it when asked")
  private @Nullable String confirm;

  @Option(names = "--why", description = "kept with the operation")
  private String why = "";

  DbRestoreVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var forecast =
          api.get(where.path("/forecast?to=" + AppOptions.encoded(to)), RestoreForecast.class);
      if (dryRun) {
        if (where.json()) {
          return printJson(forecast);
        }
        print(forecast);
        return DONE;
      }
      if (!where.json()) {
        print(forecast);
      }
      var typed = inPlace ? typed(forecast) : null;
      return new DatabaseRun(api, terminal(), where)
          .run(
              "/restores",
              // The moment that was looked at, not ten minutes before now.
              new RestoreRequested(forecast.to(), inPlace, name, typed, why),
              ordered ->
                  terminal()
                      .line(
                          inPlace
                              ? "  Look    slipway db status " + where.words()
                              : "  Open    slipway db psql "
                                  + where.words()
                                  + " --branch "
                                  + ordered.outcome()));
    }
  }

  private void print(RestoreForecast forecast) {
    terminal()
        .line(
            terminal().strong(forecast.cluster())
                + " to "
                + forecast.to()
                + ", from backup "
                + forecast.backup());
    terminal()
        .line(
            "  Takes   about "
                + Durations.human(Duration.ofSeconds(forecast.seconds()))
                + (forecast.measured()
                    ? ", as measured by a drill"
                    : ", by a usual rate: no drill"));
    if (forecast.transactions() == 0) {
      terminal().line("  " + (inPlace ? "Loses" : "Lacks") + "   nothing");
      return;
    }
    terminal()
        .line(
            String.format(
                "  %s   %s%,d rows in %,d transactions, from %s to %s",
                inPlace ? "Loses" : "Lacks",
                forecast.complete() ? "" : "at least ",
                forecast.rows(),
                forecast.transactions(),
                forecast.first(),
                forecast.last()));
    forecast.tables().stream()
        .limit(MOST_TABLES)
        .forEach(
            table ->
                terminal()
                    .line(
                        String.format(
                            "            %-30s %,d inserted, %,d updated, %,d deleted",
                            table.table(), table.inserted(), table.updated(), table.deleted())));
    if (forecast.tables().size() > MOST_TABLES) {
      terminal().line("            and " + (forecast.tables().size() - MOST_TABLES) + " more");
    }
  }

  private String typed(RestoreForecast forecast) {
    if (confirm != null) {
      return confirm;
    }
    if (!terminal().isInteractive()) {
      throw notConfirmed(forecast);
    }
    terminal().out().print("Type the name " + forecast.cluster() + " to replace its data: ");
    terminal().out().flush();
    try {
      var line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      if (line == null) {
        throw notConfirmed(forecast);
      }
      return line.strip();
    } catch (IOException e) {
      throw notConfirmed(forecast);
    }
  }

  private static RuntimeException notConfirmed(RestoreForecast forecast) {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-9030",
            forecast.cluster() + ": not restored in place, because nobody typed its name",
            "type it when asked, or give --confirm " + forecast.cluster())
        .exception();
  }
}
