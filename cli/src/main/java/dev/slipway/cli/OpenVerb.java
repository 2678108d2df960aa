package dev.slipway.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "open",
    description =
        "Opens the dashboard in a browser, signed in; prints the link where there is none.",
    footer = {"", "Example:", "  slipway open ledger"})
final class OpenVerb extends Verb {
  private static final List<String> BROWSERS = List.of("xdg-open", "open");

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(arity = "0..1", paramLabel = "APP", description = "the application's page")
  private @Nullable String app;

  OpenVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var link = SignInLink.make(api, app == null ? "/" : "/" + AppOptions.encoded(app));
      if (!terminal().isInteractive() || BROWSERS.stream().noneMatch(name -> opens(name, link))) {
        terminal().line(link);
      }
      return DONE;
    }
  }

  /** The browser gets the link as an argument, which other users of the machine could see: once. */
  private static boolean opens(String program, String link) {
    try {
      var process =
          new ProcessBuilder(program, link)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.isAlive() || process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
