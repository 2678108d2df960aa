package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.database.LoginGranted;
import dev.slipway.protocol.database.LoginRequested;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "psql",
    description = "Opens psql on a database or one of its branches; reading only by default.",
    footer = {
      "",
      "Example:",
      "  slipway db psql ledger production",
      "  slipway db psql ledger production --branch fix-42 --role migration",
      "  slipway db psql ledger production --url   prints the address for another tool"
    })
final class DbPsqlVerb extends Verb {
  @Mixin private DatabaseOptions where = new DatabaseOptions();

  @Option(names = "--role", description = "readonly, readwrite or migration (default: readonly)")
  private String role = "readonly";

  @Option(names = "--branch", paramLabel = "NAME", description = "a copy instead")
  private String branch = "";

  @Option(names = "--url", description = "only prints the address, with its password")
  private boolean url;

  DbPsqlVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    LoginGranted login;
    try (var api = where.connect()) {
      login = api.post(where.path("/logins"), new LoginRequested(role, branch), LoginGranted.class);
    }
    if (where.json()) {
      return printJson(login);
    }
    if (url) {
      terminal().line(login.url());
      return DONE;
    }
    try {
      var builder = new ProcessBuilder("psql").inheritIO();
      // Not as an argument, where everybody on the machine could read the password.
      var address = java.net.URI.create(login.url());
      var user = address.getUserInfo().split(":", 2);
      builder.environment().put("PGHOST", address.getHost());
      builder.environment().put("PGPORT", Integer.toString(address.getPort()));
      builder.environment().put("PGDATABASE", address.getPath().substring(1));
      builder.environment().put("PGUSER", user[0]);
      builder.environment().put("PGPASSWORD", user[1]);
      return builder.start().waitFor();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-9031",
              "psql is not installed on this machine",
              "install postgresql-client, or give --url to another tool; slipway db sql needs none")
          .exception(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
