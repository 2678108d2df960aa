package dev.slipway.runtime.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How an instance is started: a command line for {@code /bin/sh}, in the artefact's folder.
 *
 * @param environment complete but for what the runtime adds: PORT, HOME, TMPDIR and PATH unless set
 * @param port the port that the application insists on; empty when it listens on PORT
 */
public record Launch(String command, Map<String, String> environment, OptionalInt port) {
  public Launch {
    environment = Map.copyOf(environment);
  }

  /** A command that listens on PORT, or on nothing. */
  public static Launch of(String command) {
    return new Launch(command, Map.of(), OptionalInt.empty());
  }

  public Launch with(String name, String value) {
    var more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Launch(command, more, port);
  }

  public Launch with(Map<String, String> variables) {
    var more = new LinkedHashMap<>(environment);
    more.putAll(variables);
    return new Launch(command, more, port);
  }

  /** Environments hold secrets, so they are never printed. */
  @Override
  public String toString() {
    return "Launch[" + command + ", " + environment.size() + " variables]";
  }
}
