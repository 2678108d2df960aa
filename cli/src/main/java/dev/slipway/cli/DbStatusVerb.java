package dev.slipway.cli;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.protocol.database.DatabaseStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Shows how a database stands, and what of it could be brought back.",
    footer = {
      "",
      "Example:",
      "  slipway db status ledger production",
      "  slipway db status ledger production --reset-slot   gives up log that nobody archives"
    })
final class DbStatusVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(
      names = "--reset-slot",
      description = "gives up the log that is kept for the archive; then a new backup is needed")
  private boolean resetSlot;

  DbStatusVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var status =
          resetSlot
              ? api.delete(where.path("/slot"), DatabaseStatus.class)
              : api.get(where.path(""), DatabaseStatus.class);
      if (where.json()) {
        return printJson(status);
      }
      print(status);
      return DONE;
    }
  }

  private void print(DatabaseStatus status) {
    var mark = status.state().equals("running") ? terminal().good("✔") : terminal().bad("✖");
    terminal().line(mark + " " + terminal().strong(status.cluster()) + "   " + status.state());
    var facts = status.facts();
    if (facts != null) {
      line("Server", "PostgreSQL " + facts.version() + " on 127.0.0.1:" + status.port());
      line("Size", size(facts.size()) + ", " + size(facts.headroom()) + " of disk left");
      line(
          "Connections",
          facts.active()
              + " active, "
              + facts.idle()
              + " idle, "
              + facts.idleInTransaction()
              + " idle in transaction, of "
              + facts.mostConnections()
              + (facts.waiting() == 0 ? "" : "; " + facts.waiting() + " wait for locks"));
      var longest = facts.longestTransactionSeconds();
      if (longest != null) {
        line("Transaction", "the oldest is open for " + longest + " s");
      }
    }
    var safety = status.safety();
    line(
        "Backups",
        safety.backups()
            + age(", newest ", safety.newest())
            + age(", newest proven ", safety.newestProven()));
    if (safety.from() != null) {
      line("Restorable", Times.notBefore(safety.from()) + " to " + Times.said(safety.to()));
    }
    status.falls().reversed().stream()
        .limit(3)
        .forEach(
            fall ->
                line(
                    "Was down",
                    Times.said(fall.at())
                        + (fall.trouble().isEmpty()
                            ? ", back after " + fall.startMillis() + " ms"
                            : ": " + fall.trouble())));
    status.alarms().forEach(alarm -> terminal().line("  " + terminal().caution("▲ " + alarm)));
  }

  private void line(String name, String text) {
    terminal().line(String.format("  %-12s %s", name, text));
  }

  private static String size(long bytes) {
    return new ByteSize(bytes).human();
  }

  private static String age(String words, @Nullable Instant at) {
    return at == null
        ? ""
        : words + Durations.human(Duration.between(at, Instant.now()).abs()) + " ago";
  }
}
