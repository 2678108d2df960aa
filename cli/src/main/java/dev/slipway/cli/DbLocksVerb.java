package dev.slipway.cli;

import dev.slipway.protocol.database.LockList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "locks",
    description = "Shows who waits for a lock, and who holds it.",
    footer = {"", "Example:", "  slipway db locks ledger production"})
final class DbLocksVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  DbLocksVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = where.connect()) {
      var list = api.get(where.path("/locks"), LockList.class);
      if (where.json()) {
        return printJson(list);
      }
      if (list.waiting().isEmpty()) {
        terminal().line("Nobody waits.");
      }
      for (var line : list.waiting()) {
        terminal()
            .line(
                String.format(
                    "  %d (%s) waits %,d ms for %s%s, held by %d (%s, %s)",
                    line.pid(),
                    line.user(),
                    line.waitedMillis(),
                    line.lock(),
                    line.relation().isEmpty() ? "" : " on " + line.relation(),
                    line.heldBy(),
                    line.heldByUser(),
                    line.heldByState()));
        terminal().line("      waits  " + line.query());
        terminal().line("      holds  " + line.heldByQuery());
      }
      return DONE;
    }
  }
}
