package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;

/** How a fly.toml has requests reach a service. */
final class FlyHttp {
  private FlyHttp() {}

  static void read(String name, String key, Node value, Import into) {
    switch (key) {
      case "internal_port" ->
          Import.text(value)
              .filter(text -> text.matches("\\d{1,5}"))
              .ifPresentOrElse(
                  text -> into.carry(value, Integer.valueOf(text), "services", name, "port"),
                  () -> into.note(value, "not a port"));
      case "min_machines_running" ->
          Import.text(value)
              .filter(text -> text.matches("[1-9]\\d?"))
              .ifPresentOrElse(
                  text -> into.carry(value, Integer.valueOf(text), "services", name, "replicas"),
                  () -> into.note(value, "instances don't sleep: there is always one"));
      case "checks", "http_checks" -> into.items(value, check -> FlyCheck.read(name, check, into));
      case "tcp_checks" ->
          into.note(value, "not needed: an open port is asked for where there is no path");
      case "force_https", "ports", "protocol", "tls_options", "http_options" ->
          into.note(value, "not needed: the edge has TLS and redirects to it");
      case "concurrency" ->
          into.note(value, "the edge spreads requests evenly; see rate-limit for a limit");
      case "auto_stop_machines", "auto_start_machines" -> into.note(value, "instances don't sleep");
      default -> into.note(value, "Slipway has no such setting");
    }
  }
}
