package dev.slipway.manifest.imports;

/** Why keys that many services of compose files have are not carried over. */
final class ComposeReasons {
  private ComposeReasons() {}

  static String of(String key) {
    return switch (key) {
      case "restart" -> "not needed: it is always started again, with growing pauses";
      case "container_name", "hostname" ->
          "not needed: services find each other by ${services.NAME.host}";
      case "networks", "network_mode" ->
          "not needed: services of an application reach each other, and nobody else's";
      case "logging" -> "not needed: logs are kept and rotated for all";
      case "env_file" -> "a file of variables: slipway env import FILE reads it";
      case "labels" -> "labels of other tools; host names belong to environments.NAME.domains";
      case "profiles" -> "choose with services.NAME.only in which environments it runs";
      case "extends" -> "a service of another file: its keys are not here, write them out";
      case "user" -> "not needed: nothing runs as root; set USER in the Dockerfile for another";
      case "secrets", "configs" -> "set it with slipway env set, as a secret variable";
      case "stdin_open", "tty" -> "nobody sits at it: slipway console opens one";
      case "pull_policy", "platform" -> "images are taken by their digest";
      case "build" -> "a server that Slipway runs itself is not built";
      case "stop_signal" -> "instances are ended with SIGTERM";
      case "develop" -> "only for work at one's desk";
      default ->
          key.startsWith("x-") ? "an extension of another tool" : "Slipway has no such setting";
    };
  }
}
