package dev.slipway.cli;

import dev.slipway.protocol.access.SignOnTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "test",
    description = {
      "Tries the server without anybody signing on: whether it answers, its keys, whether it takes"
          + " our client's secret.",
      "That it sends people back to the dashboard is seen by signing on alone."
    },
    footer = {"", "Example:", "  slipway sign-on test"})
final class SignOnTestVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  SignOnTestVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var test = api.post("/v1/sign-on/test", null, SignOnTest.class);
      if (json) {
        printJson(test);
      } else {
        print(test);
      }
      return test.state().equals("bad") ? FAILED : DONE;
    }
  }

  private void print(SignOnTest test) {
    terminal().line(terminal().strong(test.issuer()));
    for (var line : test.lines()) {
      var mark =
          switch (line.state()) {
            case "good" -> terminal().good("✔");
            case "bad" -> terminal().bad("✖");
            default -> terminal().caution("▲");
          };
      terminal().line(String.format("  %s %-12s %s", mark, line.what(), line.found()));
    }
  }
}
