package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.variables.ChangeVariables;
import dev.slipway.protocol.variables.ChangedVariables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = {
      "Sets variables; all that are named at once make one new configuration.",
      "A NAME without = takes its value from standard input, which no shell history keeps."
    },
    footer = {
      "",
      "Example:",
      "  slipway env set production LOG_LEVEL=warn --service backend",
      "  slipway env set production STRIPE_KEY < key.txt"
    })
final class EnvSetVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();
  @Mixin private HolderOptions holder = new HolderOptions();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--secret", description = "sealed and masked (told by the name otherwise)")
  private boolean secret;

  @Option(names = "--plain", description = "readable, whatever the name looks like")
  private boolean plain;

  EnvSetVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var changes = settings.stream().map(this::change).toList();
    try (var api = server.connect()) {
      var changed =
          api.post(
              app.variables(environment),
              new ChangeVariables(null, change.why(), change.stage(), changes),
              ChangedVariables.class);
      change.print(terminal(), environment, changed);
      return DONE;
    }
  }

  private ChangeVariables.Change change(String setting) {
    var equals = setting.indexOf('=');
    var name = equals < 0 ? setting : setting.substring(0, equals);
    var value = equals < 0 ? fromInput(name) : setting.substring(equals + 1);
    return new ChangeVariables.Change(holder.text(), name, kind(), value);
  }

  private @Nullable String kind() {
    return secret ? "secret" : plain ? "plain" : null;
  }

  private String fromInput(String name) {
    if (settings.size() > 1) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7364",
              name + " has no value, and standard input can be only one variable's",
              "write " + name + "=value, or set it in a call of its own")
          .exception();
    }
    try {
      var text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7365",
              name + ": standard input can't be read: " + e.getMessage(),
              "write " + name + "=value")
          .exception(e);
    }
  }
}
