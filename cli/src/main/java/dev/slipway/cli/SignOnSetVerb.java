package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.access.SetSignOn;
import dev.slipway.protocol.access.SignOnState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "set",
    description = {
      "Lets a server that speaks OpenID Connect vouch for people, or changes what is set.",
      "What isn't named stays as it is. The client's secret comes from a file, standard input or"
          + " SLIPWAY_SIGN_ON_SECRET, which no list of processes and no shell history shows."
    },
    footer = {
      "",
      "Example:",
      "  slipway sign-on set --title \"Example Ltd\" --issuer https://login.example.org \\",
      "      --client slipway --secret-file - < client-secret.txt",
      "  slipway sign-on set --domains example.org"
    })
final class SignOnSetVerb extends Verb {
  private static final String SECRET = "SLIPWAY_SIGN_ON_SECRET";

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--title", paramLabel = "TEXT", description = "what stands on the button")
  private @Nullable String title;

  @Option(names = "--issuer", paramLabel = "URL", description = "the server's address")
  private @Nullable String issuer;

  @Option(names = "--client", paramLabel = "ID", description = "what we are called there")
  private @Nullable String client;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "holds the client's secret; - for standard input")
  private @Nullable String secretFile;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "where browsers reach the dashboard (default: where the control plane listens)")
  private @Nullable String address;

  @Option(
      names = "--domains",
      paramLabel = "LIST",
      description = "mail domains whose people are let in as viewers; \"\" for none")
  private @Nullable String domains;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  SignOnSetVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var secret = secret();
    try (var api = server.connect()) {
      var before = api.get("/v1/sign-on", SignOnState.class);
      var wanted =
          new SetSignOn(
              or(title, before.title(), "Single sign-on"),
              or(issuer, before.issuer(), ""),
              or(client, before.client(), ""),
              secret.orElse(null),
              or(address, before.address(), api.url()),
              or(domains, String.join(" ", before.domains()), ""));
      var after = api.put("/v1/sign-on", wanted, SignOnState.class);
      if (json) {
        return printJson(after);
      }
      SignOnVerb.print(terminal(), after);
      terminal().line("Next: slipway sign-on test");
      return DONE;
    }
  }

  private static String or(@Nullable String asked, @Nullable String there, String otherwise) {
    return asked != null ? asked : there != null ? there : otherwise;
  }

  private Optional<String> secret() {
    var file = secretFile;
    if (file == null) {
      return Optional.ofNullable(System.getenv(SECRET)).filter(text -> !text.isBlank());
    }
    try {
      var bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      var text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw unreadable(file, "nothing is in it");
      }
      return Optional.of(text);
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private static RuntimeException unreadable(String file, String why) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-9036",
            "--secret-file " + file + ": the client's secret can't be read: " + why,
            "name a file that holds it and nothing else, or - and give it on standard input")
        .exception();
  }
}
